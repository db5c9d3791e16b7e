using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ComposeServer.StandIn;

/// <summary>Puts the arguments of a call into a scripted reply, as they were spelled.</summary>
internal static partial class Template
{
    /// <summary>In a result: <c>"$arguments"</c> and <c>"$arguments.name"</c>, quotes included, give way to that JSON.</summary>
    internal static string Fill(string json, string arguments) =>
        Whole().Replace(json, match => match.Groups["name"].Success ? Argument(arguments, match.Groups["name"].Value)?.GetRawText() ?? "null" : arguments);

    /// <summary>In a text: <c>{name}</c> gives way to that argument, a text without its quotes.</summary>
    internal static string FillText(string text, string arguments) => Part().Replace(text, match => Argument(arguments, match.Groups["name"].Value) switch
    {
        { ValueKind: JsonValueKind.String } value => value.GetString()!,
        { } value => value.GetRawText(),
        null => match.Value,
    });

    /// <summary>Verbatim but for line breaks, which in JSON can only stand between tokens.</summary>
    internal static string OneLine(string json) => json.ReplaceLineEndings(" ");

    internal static string Quoted(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";

    internal static string EnvironmentAsJson()
    {
        var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>();
        return $"{{{string.Join(',', variables.Select(variable => $"{Quoted((string)variable.Key)}:{Quoted((string)variable.Value!)}"))}}}";
    }

    private static JsonElement? Argument(string arguments, string name) =>
        JsonDocument.Parse(arguments, Script.Deep).RootElement.TryGetProperty(name, out var value) ? value : null;

    [GeneratedRegex("""
        "\$arguments(\.(?<name>\w+))?"
        """, RegexOptions.ExplicitCapture)]
    private static partial Regex Whole();

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Part();
}
