using System.Globalization;

namespace ComposeServer.Engine.Expressions.Syntax;

/// <summary>The item at that place; negative: from the end.</summary>
internal sealed record IndexSelector(long Index) : Selector(0)
{
    public override string ToString() => Index.ToString(CultureInfo.InvariantCulture);
}
