namespace ComposeServer.Engine.Expressions.Queries;

/// <summary>RFC 9535, section 2.3.1.</summary>
internal sealed class NameSelection(string name) : Selection
{
    internal override void Select(in Frame frame, in Node node, List<Node> found)
    {
        var value = node.Value.Get(name);
        if (!value.IsNothing)
            found.Add(node.Member(name, value));
    }
}
