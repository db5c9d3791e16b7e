using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using ComposeServer.Engine.Json;
using ComposeServer.Import;

namespace ComposeServer.Cli;

/// <summary>A file that holds definitions: JSON, or YAML in our form or ToolHive's.</summary>
internal static class DefinitionFile
{
    private const long Largest = 1024 * 1024;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Whether a word of the command line is meant as a file rather than a name.</summary>
    internal static bool IsMeant(string word) =>
        word.Contains('.', StringComparison.Ordinal) || word.Contains('/', StringComparison.Ordinal) || word.Contains('\\', StringComparison.Ordinal);

    /// <summary>Reads its definitions; null with a reason when it has none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isYaml">Whether it is YAML whatever it is called; else its name says so.</param>
    /// <param name="problem">Why it has none: one line for each fault.</param>
    internal static ImmutableArray<DefinitionText>? ReadAll(string path, bool isYaml, out string? problem)
    {
        problem = path.Length == 0 ? "The name of a file is empty." : null;
        if (problem is not null)
            return null;
        try
        {
            if (new FileInfo(path).Length > Largest)
                problem = $"{path} is larger than {Largest} bytes, the most that a definition may have.";
            else if (isYaml || Path.GetExtension(path).ToLowerInvariant() is ".yaml" or ".yml")
                return ReadYaml(path, out problem);
            else
                return ReadJson(path, out problem);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = $"{path} cannot be read: {e.Message}";
        }
        catch (DecoderFallbackException)
        {
            problem = $"{path} is not UTF-8: save it as UTF-8.";
        }

        return null;
    }

    /// <summary>Reads the one definition of a file; null with a reason when it has none or several.</summary>
    internal static DefinitionText? Read(string path, out string? problem)
    {
        if (ReadAll(path, isYaml: false, out problem) is not { } definitions)
            return null;
        if (definitions is [var only])
            return only;
        problem = $"{path} holds {definitions.Length} tools ({string.Join(", ", definitions.Select(d => d.Name))}), and one is wanted: compose-server import {path} --tool NAME gives one of them.";
        return null;
    }

    private static ImmutableArray<DefinitionText>? ReadJson(string path, out string? problem)
    {
        var text = File.ReadAllBytes(path).AsMemory();
        // Some editors put a mark before UTF-8.
        text = text.Span.StartsWith("\uFEFF"u8) ? text[3..] : text;
        problem = null;
        if (JsonText.TryParse(text, out var definition))
            return [new DefinitionText(definition)];
        problem = $"{path} is not JSON{PlaceOfFault(text)}: it must be one object without repeated names, at most {JsonText.MaxDepth} deep.";
        return null;
    }

    private static string PlaceOfFault(ReadOnlyMemory<byte> text)
    {
        try
        {
            using var _ = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = JsonText.MaxDepth });
            return "";
        }
        catch (JsonException e)
        {
            return $" (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1})";
        }
    }

    private static ImmutableArray<DefinitionText>? ReadYaml(string path, out string? problem)
    {
        var reading = YamlDefinitions.Read(Strict.GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF'));
        problem = reading.Errors.IsEmpty ? null : string.Join(Environment.NewLine, reading.Errors.Select(e => ProblemPrinter.Line(path, e, "error")));
        foreach (var note in reading.Notes)
            Console.Error.WriteLine(ProblemPrinter.Line(path, note, "note"));
        return problem is null ? reading.Definitions : null;
    }
}
