using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using ComposeServer.Engine.Json;

namespace ComposeServer.Import.Yaml;

/// <summary>What a plain scalar is in the core schema (YAML 1.2.2, section 10.3.2). A number that JSON can spell so keeps its spelling.</summary>
internal static partial class CoreScalar
{
    private const int LongestBased = 1_000;

    /// <summary>Reads a plain scalar; null for one that JSON has no value for.</summary>
    internal static Value? Resolve(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => Value.Null,
        "true" or "True" or "TRUE" => Value.True,
        "false" or "False" or "FALSE" => Value.False,
        _ => NotANumber().IsMatch(text) ? null : Number(text) is { } spelling ? JsonText.Parse(spelling) : Value.Of(text),
    };

    /// <summary>The JSON spelling of a number; null when the text is none.</summary>
    internal static string? Number(string text)
    {
        if (text.Length <= LongestBased && Octal().IsMatch(text))
            return text[2..].Aggregate(BigInteger.Zero, (sum, digit) => (sum * 8) + (digit - '0')).ToString(CultureInfo.InvariantCulture);
        if (text.Length <= LongestBased && Hexadecimal().IsMatch(text))
            return BigInteger.Parse("0" + text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
        if (Decimal().Match(text) is not { Success: true } match)
            return null;
        var whole = match.Groups["whole"].Value.TrimStart('0');
        var part = match.Groups["part"].Value;
        var sign = text[0] == '-' ? "-" : "";
        return $"{sign}{(whole.Length == 0 ? "0" : whole)}{(part == "." ? ".0" : part)}{match.Groups["exponent"].Value}";
    }

    [GeneratedRegex(@"^0o[0-7]+\z")]
    private static partial Regex Octal();

    [GeneratedRegex(@"^0x[0-9a-fA-F]+\z")]
    private static partial Regex Hexadecimal();

    [GeneratedRegex(@"^[-+]?(?:(?<whole>[0-9]+)(?<part>\.[0-9]*)?|(?<part>\.[0-9]+))(?<exponent>[eE][-+]?[0-9]+)?\z")]
    private static partial Regex Decimal();

    [GeneratedRegex(@"^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\z")]
    private static partial Regex NotANumber();
}
