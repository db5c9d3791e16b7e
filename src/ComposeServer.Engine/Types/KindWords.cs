using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Types;

/// <summary>The kinds of values in words for people, and of values at hand.</summary>
internal static class KindWords
{
    private static readonly (Kinds Kind, string Name, string WithArticle)[] Words =
    [
        (Kinds.Text, "text", "a text"),
        (Kinds.Number, "number", "a number"),
        (Kinds.Integer, "integer", "an integer"),
        (Kinds.Fraction, "fraction", "a fraction"),
        (Kinds.Boolean, "boolean", "a boolean"),
        (Kinds.Object, "object", "an object"),
        (Kinds.List, "list", "a list"),
        (Kinds.Null, "null", "null"),
    ];

    /// <summary>As <c>text</c> or <c>object or list</c>; <c>anything</c> for all kinds, <c>nothing</c> for none.</summary>
    internal static string Names(this Kinds kinds) => Join(kinds, article: false);

    /// <summary>As <c>a text</c> or <c>an object or a list</c>.</summary>
    internal static string NamesWithArticle(this Kinds kinds) => Join(kinds, article: true);

    /// <summary>The one kind that a value is of; none for Nothing.</summary>
    internal static Kinds Of(Value value) => value.Kind switch
    {
        ValueKind.Null => Kinds.Null,
        ValueKind.Boolean => Kinds.Boolean,
        ValueKind.Number => IsInteger(value) ? Kinds.Integer : Kinds.Fraction,
        ValueKind.Text => Kinds.Text,
        ValueKind.List => Kinds.List,
        ValueKind.Object => Kinds.Object,
        _ => Kinds.None,
    };

    /// <summary>Whether a number has no fraction; most say so by how they are spelled.</summary>
    internal static bool IsInteger(Value number) => number.Spelling().AsSpan().IndexOfAny('.', 'e', 'E') < 0 || number.Number().IsInteger;

    private static string Join(Kinds kinds, bool article)
    {
        if (kinds is Kinds.Any or Kinds.None)
            return kinds == Kinds.Any ? "anything" : "nothing";
        var names = new List<string>();
        foreach (var (kind, name, withArticle) in Words)
        {
            if ((kinds & kind) != kind)
                continue;
            names.Add(article ? withArticle : name);
            kinds &= ~kind;
        }

        return names.Count == 1 ? names[0] : $"{string.Join(", ", names[..^1])} or {names[^1]}";
    }
}
