using System.Collections.Immutable;

namespace ComposeServer.Engine.Expressions.Syntax;

/// <summary>A child segment, or a descendant one (<c>..</c>), with its selectors (RFC 9535, section 2.5).</summary>
internal sealed record Segment(int Position, bool Descendant, ImmutableArray<Selector> Selectors)
{
    internal int Depth => Selectors.Max(s => s.Depth);

    /// <summary>Whether it gives at most one value.</summary>
    internal bool IsSingular => !Descendant && Selectors is [NameSelector or IndexSelector];

    /// <summary>The one name that it selects, when that is all it is.</summary>
    internal string? SingleName => !Descendant && Selectors is [NameSelector name] ? name.Name : null;

    internal static bool AreSingular(ImmutableArray<Segment> segments)
    {
        foreach (var segment in segments)
            if (!segment.IsSingular)
                return false;
        return true;
    }

    public override string ToString() => (Descendant, Selectors) switch
    {
        (false, [NameSelector { IsShorthand: true } name]) => "." + name.Name,
        (false, [WildcardSelector]) => "[*]",
        (true, [NameSelector { IsShorthand: true } name]) => ".." + name.Name,
        (true, _) => $"..[{string.Join(", ", Selectors)}]",
        _ => $"[{string.Join(", ", Selectors)}]",
    };
}
