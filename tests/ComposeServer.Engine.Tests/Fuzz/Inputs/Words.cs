using System.Text.Encodings.Web;

namespace ComposeServer.Engine.Tests.Fuzz.Inputs;

/// <summary>What a program chokes on, as JSON; and the words of the language, where they belong and where they do not.</summary>
internal static class Words
{
    internal static readonly string[] Names =
        ("id tool params value elicit fail message schema onDecline dependsOn condition parallel forEach maxParallel maxItems tolerate paginate while next items maxPages until every timeout expect retry "
        + "attempts delay backoff maxDelay jitter if onError default result cache compensate priority name description parameters steps output outputSchema finally mode annotations blueprint language type "
        + "properties required additionalProperties enum const pattern patternProperties format minimum maxLength anyOf oneOf allOf not $ref $defs $schema $id x-own args with when save replace dryRun force "
        + "definition from tags version metadata listed readOnlyHint _meta arguments cursor limit query jsonrpc method mcpServers command url env headers deny expose formatVersion tools revision createdAt uses "
        + "a b q n x __proto__ constructor").Split(' ');

    private static readonly string[] Texts =
    [
        "", " ", "a", "s__echo", "s__read", "echo", "tested", "$input", "$input.q", "$step1", "$step1.a.b", "$step2?", "$previous", "$item.x", "$index", "$this", "$error.kind", "$steps", "$steps.a.status",
        "$run.id", "{{ 1 + 1 }}", "{{ $step1.b == null }}", "{{", "}}", "{{{{", "$", "$$", "$.", "$[", "${input.x}", "x {{ $input.y? }}", "{{ default($step1.x, 'none') }}", "{{ first($step1).q }}",
        "$step1[?@.a > $.b]", "$step1..*", "abort", "continue", "parallel", "pipeline", "scatter_gather", "1s", "1ms", "-1s", "99999999999h", "0s", "10%", "101%", "exponential", "string", "integer", "object",
        "array", "null", "date-time", "regex", "uri", "(a+)+$", "(a|aa)+$", "[", "\\", "^.{1,2000}$", "#", "#/$defs/a", "#/properties/a", "https://json-schema.org/draft/2020-12/schema", "http://json-schema.org/draft-04/schema#",
        "{\"a\":1}", "[1,2]", "true", "5", "\u0000", "a\u0000b", "\ufeff", "\u202e", "é\u0301", "😀", "\n", "\r\n", "../../etc/passwd", "%s%n", "${HOME}", "${NOT_SET}", "*", "**",
        "2026-01-01T00:00:00Z", "tools/call", "2025-11-25", "2.0", "1.0",
    ];

    private static readonly string[] Others =
    [
        "null", "true", "false", "0", "-0", "1", "-1", "3", "1.5", "0.1e1", "1E+2", "1e400", "-1e400", "1e-400", "1e999999999", "9007199254740993", "2147483648", "-2147483649", "9223372036854775808", "99999999999999999999999999999",
        "{}", "[]", "[null]", "{\"a\":1,\"a\":2}", "{\"\":0}", "[{}]", "[[]]", "{\"\\ud800\":1}", "{\"type\":\"object\"}",
        "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"x\\ud83dx\"", "\"\\ud83dx\"", "\"s\\ud83dx\"", "\"obj\\ud83dect\"", "\"\\u006fbject\"", "\"$\\u0069nput\"", "\"\\u0000\"", "\"\\ufeff\"", "\"\\uffff\"",
    ];

    /// <summary>A value, as JSON.</summary>
    internal static string Value(Chance chance) => chance.Below(20) switch
    {
        < 8 => Quoted(chance.Of(Texts)),
        8 => Torn(chance.Of(Texts), chance),
        < 16 => chance.Of(Others),
        16 => Quoted(Long(chance)),
        17 => new string('9', chance.Below(400) + 1) + (chance.OneIn(2) ? "." + new string('1', 300) : ""),
        18 => $"[{string.Join(',', Enumerable.Repeat("0", chance.Below(2_000)))}]",
        _ => Deep(chance, "0"),
    };

    /// <summary>A member's name, as JSON.</summary>
    internal static string Name(Chance chance) => chance.Below(12) switch
    {
        0 => chance.Of(["\"\"", "\"\\ud800\"", "\"\\ud83dx\"", "\"t\\ud83dx\"", "\"st\\u0065ps\"", "\"\\u0000\"", "\"a b\"", "\"$input\"", "\"{{ 1 }}\"", "\"a/b~c\"", "\"é\""]),
        1 => Quoted(Long(chance)),
        2 => Torn(chance.Of(Names), chance),
        _ => Quoted(chance.Of(Names)),
    };

    /// <summary>A value with many lists or objects around it.</summary>
    internal static string Deep(Chance chance, string value)
    {
        var levels = chance.Of([5, 30, 58, 63, 64, 65, 100, 500]);
        return chance.OneIn(2)
            ? new string('[', levels) + value + new string(']', levels)
            : string.Concat(Enumerable.Repeat("{\"a\":", levels)) + value + new string('}', levels);
    }

    internal static string Quoted(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";

    // With half of a surrogate pair in it: JSON can spell it, and readers of .NET stumble over it where they compare.
    private static string Torn(string name, Chance chance)
    {
        var at = chance.Below(name.Length + 1);
        return Quoted(name[..at])[..^1] + chance.Of(["\\ud83dx", "\\ud800", "\\udc00"]) + Quoted(name[at..])[1..];
    }

    private static string Long(Chance chance) => string.Concat(Enumerable.Repeat(chance.Of(["x", "_", "é", "a.", "$input.", "(", "😀", "A1"]), chance.Of([65, 300, 5_000])));
}
