namespace ComposeServer.Engine.Expressions.Queries;

/// <summary>A selector, compiled: appends what it finds among the children of a node (RFC 9535, section 2.3).</summary>
internal abstract class Selection
{
    internal abstract void Select(in Frame frame, in Node node, List<Node> found);
}
