using System.Text.Json;
using ComposeServer.Engine.Json;

namespace ComposeServer.Cli;

/// <summary>A file that holds a definition.</summary>
internal static class DefinitionFile
{
    private const long Largest = 1024 * 1024;

    /// <summary>Whether a word of the command line is meant as a file rather than a name.</summary>
    internal static bool IsMeant(string word) =>
        word.Contains('.', StringComparison.Ordinal) || word.Contains('/', StringComparison.Ordinal) || word.Contains('\\', StringComparison.Ordinal);

    /// <summary>Reads it; null with a reason when it is none.</summary>
    internal static JsonElement? Read(string path, out string? problem)
    {
        problem = null;
        try
        {
            if (new FileInfo(path).Length > Largest)
                problem = $"{path} is larger than {Largest} bytes, the most that a definition may have.";
            else if (Path.GetExtension(path) is ".yaml" or ".yml")
                problem = $"{path}: YAML is not supported yet by this version.";
            else if (JsonText.TryParse(File.ReadAllBytes(path).AsMemory(), out var definition))
                return definition;
            else
                problem = $"{path} is not JSON: it must be one object without repeated names, at most {JsonText.MaxDepth} deep.";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = $"{path} cannot be read: {e.Message}";
        }

        return null;
    }
}
