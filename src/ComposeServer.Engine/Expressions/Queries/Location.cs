using System.Globalization;
using System.Text;
using ComposeServer.Engine.Expressions.Syntax;

namespace ComposeServer.Engine.Expressions.Queries;

/// <summary>Where a node stands, as the steps that led there from the root.</summary>
internal sealed record Location(Location? Parent, string? Name, int Index)
{
    internal static Location Root { get; } = new(null, null, -1);

    /// <summary>The normalized path (RFC 9535, section 2.7).</summary>
    public override string ToString()
    {
        var steps = new Stack<Location>();
        for (var at = this; at.Parent is not null; at = at.Parent)
            steps.Push(at);
        var path = new StringBuilder("$");
        foreach (var step in steps)
            path.Append('[').Append(step.Name is null ? step.Index.ToString(CultureInfo.InvariantCulture) : NameText.Quote(step.Name)).Append(']');
        return path.ToString();
    }
}
