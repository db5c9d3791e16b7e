using System.Collections.Immutable;
using System.Globalization;
using ComposeServer.Engine.Expressions.Syntax;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Planning.Blueprints;

/// <summary>A reference to what a blueprint is used with: <c>$with.name</c>, with names and indexes behind it, perhaps a <c>?</c>.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Name">What is meant of <c>with</c>.</param>
/// <param name="Path">The names (texts) and indexes (numbers) behind it.</param>
/// <param name="IsOptional">Whether it may find nothing.</param>
internal sealed record WithReference(string Text, string Name, ImmutableArray<Value> Path, bool IsOptional)
{
    private const string Root = "$with";

    /// <summary>Where a text has the next one; -1 when it has none.</summary>
    internal static int Find(string text, int from)
    {
        for (var at = text.IndexOf(Root, from, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Root, at + 1, StringComparison.Ordinal))
            if (at + Root.Length == text.Length || !NameText.IsPart(text[at + Root.Length]))
                return at;
        return -1;
    }

    /// <summary>Reads the one that begins there; null when it names nothing of <c>with</c>, or goes on as only a query can.</summary>
    internal static WithReference? Read(string text, int begin)
    {
        var parts = ImmutableArray.CreateBuilder<Value>();
        var at = begin + Root.Length;
        while (ReadPart(text, ref at) is { } part)
            parts.Add(part);
        var isOptional = at < text.Length && text[at] == '?';
        at += isOptional ? 1 : 0;
        if (parts.Count == 0 || !parts[0].IsText || (at < text.Length && text[at] == '[') || (at + 1 < text.Length && text[at] == '.' && (text[at + 1] is '.' or '*')))
            return null;
        return new WithReference(text[begin..at], parts[0].Text(), [.. parts.Skip(1)], isOptional);
    }

    /// <summary>What it finds; Nothing when that is not there.</summary>
    internal Value In(Value with)
    {
        var found = with.Get(Name);
        foreach (var part in Path)
            found = part.IsText ? found.Get(part.Text()) : Item(found, part);
        return found;
    }

    private static Value Item(Value list, Value index)
    {
        if (list.Kind != ValueKind.List || !index.Number().TryInt32(out var place))
            return Value.Nothing;
        place += place < 0 ? list.Count : 0;
        return place >= 0 && place < list.Count ? list[place] : Value.Nothing;
    }

    private static Value? ReadPart(string text, ref int at)
    {
        if (at + 1 < text.Length && text[at] == '.' && NameText.IsFirst(text[at + 1]))
        {
            var begin = ++at;
            while (at < text.Length && NameText.IsPart(text[at]))
                at++;
            return Value.Of(text[begin..at]);
        }

        var close = at < text.Length && text[at] == '[' ? text.IndexOf(']', at) : -1;
        if (close < 0)
            return null;
        var inner = text[(at + 1)..close].Trim();
        if (inner.Length > 2 && inner[0] is '\'' or '"' && inner[^1] == inner[0] && !inner.Contains('\\', StringComparison.Ordinal))
            at = close + 1;
        else if (int.TryParse(inner, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index))
            return At(close + 1, Value.Of(index), ref at);
        else
            return null;
        return Value.Of(inner[1..^1]);
    }

    private static Value At(int end, Value part, ref int at)
    {
        at = end;
        return part;
    }
}
