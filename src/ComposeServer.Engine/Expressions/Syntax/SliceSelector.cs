using System.Globalization;

namespace ComposeServer.Engine.Expressions.Syntax;

/// <summary>The items from one place up to another, every so many (RFC 9535, section 2.3.4).</summary>
internal sealed record SliceSelector(long? Start, long? End, long? Step) : Selector(0)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Start}:{End}") +
        (Step is { } step ? string.Create(CultureInfo.InvariantCulture, $":{step}") : "");
}
