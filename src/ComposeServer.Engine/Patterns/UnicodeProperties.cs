using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;

namespace ComposeServer.Engine.Patterns;

/// <summary>The code points of Unicode's general categories, by the names that ECMA-262 gives them (tables 68 and 69), and of a few other properties.</summary>
internal static class UnicodeProperties
{
    // The short name, then the long ones. A category of one letter holds those that begin with it.
    private static readonly FrozenDictionary<string, string> Names = new (string Short, string Long)[]
    {
        ("L", "Letter"), ("Lu", "Uppercase_Letter"), ("Ll", "Lowercase_Letter"), ("Lt", "Titlecase_Letter"), ("LC", "Cased_Letter"), ("Lm", "Modifier_Letter"), ("Lo", "Other_Letter"),
        ("M", "Mark Combining_Mark"), ("Mn", "Nonspacing_Mark"), ("Mc", "Spacing_Mark"), ("Me", "Enclosing_Mark"),
        ("N", "Number"), ("Nd", "Decimal_Number digit"), ("Nl", "Letter_Number"), ("No", "Other_Number"),
        ("P", "Punctuation punct"), ("Pc", "Connector_Punctuation"), ("Pd", "Dash_Punctuation"), ("Ps", "Open_Punctuation"), ("Pe", "Close_Punctuation"),
        ("Pi", "Initial_Punctuation"), ("Pf", "Final_Punctuation"), ("Po", "Other_Punctuation"),
        ("S", "Symbol"), ("Sm", "Math_Symbol"), ("Sc", "Currency_Symbol"), ("Sk", "Modifier_Symbol"), ("So", "Other_Symbol"),
        ("Z", "Separator"), ("Zs", "Space_Separator"), ("Zl", "Line_Separator"), ("Zp", "Paragraph_Separator"),
        ("C", "Other"), ("Cc", "Control cntrl"), ("Cf", "Format"), ("Cs", "Surrogate"), ("Co", "Private_Use"), ("Cn", "Unassigned"),
    }.SelectMany(c => c.Long.Split(' ').Append(c.Short).Select(name => (name, c.Short))).ToFrozenDictionary(c => c.name, c => c.Short, StringComparer.Ordinal);

    // In the order of System.Globalization.UnicodeCategory.
    private static readonly string[] Categories =
        ["Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Cn"];

    // By category, in one pass over all code points.
    private static readonly Lazy<List<(int First, int Last)>[]> Ranges = new(ReadRanges);

    private static readonly ConcurrentDictionary<string, CodePointSet> Sets = new(StringComparer.Ordinal);

    /// <summary>The set that <c>\p{…}</c> names.</summary>
    /// <exception cref="PatternProblemException">It names none that is known here.</exception>
    internal static CodePointSet Find(string expression)
    {
        var name = expression;
        foreach (var prefix in (ReadOnlySpan<string>)["General_Category=", "gc="])
            if (expression.StartsWith(prefix, StringComparison.Ordinal))
                name = expression[prefix.Length..];
        if (Names.TryGetValue(name, out var category))
            return Sets.GetOrAdd(category, Of);
        return name.Length < expression.Length ? throw Unknown(expression) : Binary(expression);
    }

    private static CodePointSet Binary(string name) => name switch
    {
        "Any" => CodePointSet.All,
        "ASCII" => CodePointSet.Of((0, 0x7F)),
        "ASCII_Hex_Digit" or "AHex" => CodePointSet.Of(('0', '9'), ('A', 'F'), ('a', 'f')),
        "Assigned" => Sets.GetOrAdd("Cn", Of).Complement(),
        "White_Space" or "space" => CodePointSet.Of(('\t', '\r'), (0x85, 0x85)).Union(Sets.GetOrAdd("Z", Of)),
        _ => throw Unknown(name),
    };

    private static PatternProblemException Unknown(string name) => new(name.Contains('=', StringComparison.Ordinal)
        ? $"\\p{{{name}}} is not known here: only general categories are, such as \\p{{L}} or \\p{{Letter}}; write a script as ranges, such as [\\u0370-\\u03FF]"
        : $"\\p{{{name}}} is not known here; write a general category, such as \\p{{L}} or \\p{{Letter}}");

    private static CodePointSet Of(string category)
    {
        var ranges = new List<(int, int)>();
        for (var i = 0; i < Categories.Length; i++)
            if (category == "LC" ? Categories[i] is "Lu" or "Ll" or "Lt" : Categories[i].StartsWith(category, StringComparison.Ordinal))
                ranges.AddRange(Ranges.Value[i]);
        return CodePointSet.Of([.. ranges]);
    }

    private static List<(int First, int Last)>[] ReadRanges()
    {
        var ranges = Array.ConvertAll(Categories, _ => new List<(int First, int Last)>());
        for (var codePoint = 0; codePoint <= 0x10FFFF; codePoint++)
        {
            if (codePoint == 0xD800)
                codePoint = 0xE000;
            var own = ranges[(int)CharUnicodeInfo.GetUnicodeCategory(codePoint)];
            if (own.Count > 0 && own[^1].Last == codePoint - 1)
                own[^1] = (own[^1].First, codePoint);
            else
                own.Add((codePoint, codePoint));
        }

        return ranges;
    }
}
