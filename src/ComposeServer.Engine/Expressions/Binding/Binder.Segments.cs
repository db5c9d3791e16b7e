using System.Collections.Immutable;
using ComposeServer.Engine.Expressions.Functions;
using ComposeServer.Engine.Expressions.Syntax;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Expressions.Binding;

/// <content>Segments: their filters, and what type stands at their end.</content>
internal sealed partial class Binder
{
    /// <summary>How many names a message lists.</summary>
    private const int MaxNames = 10;

    /// <summary>Binds the segments of a query that stands alone.</summary>
    internal ImmutableArray<BoundSegment> Segments(QueryNode query) => Segments(query.Segments, JsonType.Any, "$", tolerant: true).Segments;

    /// <summary>Binds segments that stand on a value of that type.</summary>
    /// <returns>The segments, and the type of what they give: the value of a singular query, else a list.</returns>
    private (ImmutableArray<BoundSegment> Segments, JsonType Type) Segments(ImmutableArray<Segment> segments, JsonType type, string path, bool tolerant)
    {
        var bound = ImmutableArray.CreateBuilder<BoundSegment>(segments.Length);
        var singular = true;
        foreach (var segment in segments)
        {
            var children = segment.Descendant ? JsonType.Any : TypeOf.ChildOf(type);
            bound.Add(new BoundSegment(segment, Conditions(segment, children)));
            type = segment switch
            {
                { Descendant: true } => JsonType.Any,
                { Selectors: [NameSelector name] } => Member(segment, name.Name, type, path, tolerant),
                { Selectors: [IndexSelector index] } => Item(segment, index.Index, type, path, tolerant),
                _ => children,
            };
            singular &= segment.IsSingular;
            path += segment;
        }

        return (bound.MoveToImmutable(), singular ? type : JsonType.ListOf(type));
    }

    private ImmutableArray<Bound?> Conditions(Segment segment, JsonType children)
    {
        var conditions = ImmutableArray.CreateBuilder<Bound?>(segment.Selectors.Length);
        var outer = _current;
        foreach (var selector in segment.Selectors)
        {
            _current = children;
            conditions.Add(selector is FilterSelector filter ? FilterTest(filter.Condition) : null);
        }

        _current = outer;
        return conditions.MoveToImmutable();
    }

    private JsonType Member(Segment segment, string name, JsonType type, string path, bool tolerant)
    {
        if (CannotBe(type, Kinds.Object))
        {
            Report(segment.Position, "wrong_type", $"{path} is {type.Kinds.NamesWithArticle()}, which has no member \"{name}\"", type.Kinds == Kinds.List ? $"{path}[0]{segment}" : null, tolerant);
            return JsonType.Any;
        }

        if (type.Properties.TryGetValue(name, out var property))
            return property.Type;
        if (type.Closed && !type.Properties.IsEmpty)
            ReportUnknown(segment, name, type, path, tolerant);
        return type.Others ?? JsonType.Any;
    }

    private void ReportUnknown(Segment segment, string name, JsonType type, string path, bool tolerant)
    {
        var nearest = Nearest.Name(name, type.Properties.Keys);
        var known = string.Join(", ", type.Properties.Keys.Take(MaxNames).Select(key => $"\"{key}\""));
        var more = type.Properties.Count > MaxNames ? " and others" : "";
        Report(segment.Position, "unknown_property", $"{path} has no \"{name}\"; it has {known}{more}",
            nearest is null ? null : path + new Segment(segment.Position, false, [new NameSelector(nearest)]), tolerant);
    }

    private JsonType Item(Segment segment, long index, JsonType type, string path, bool tolerant)
    {
        if (!CannotBe(type, Kinds.List))
            return type.At((int)Math.Clamp(index, -1, int.MaxValue)) with { MayBeNothing = false };
        Report(segment.Position, "wrong_type", $"{path} is {type.Kinds.NamesWithArticle()}, which has no item {index}", null, tolerant);
        return JsonType.Any;
    }
}
