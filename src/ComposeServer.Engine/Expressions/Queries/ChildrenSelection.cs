using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Expressions.Queries;

/// <summary>The children for which a test holds, or all: a filter or a wildcard (RFC 9535, sections 2.3.5 and 2.3.2).</summary>
internal sealed class ChildrenSelection(Test? condition) : Selection
{
    internal override void Select(in Frame frame, in Node node, List<Node> found)
    {
        if (node.Value.Kind == ValueKind.List)
            SelectItems(frame, node, found);
        else
            SelectMembers(frame, node, found);
    }

    private void SelectItems(in Frame frame, in Node node, List<Node> found)
    {
        var index = 0;
        foreach (var item in node.Value.Items())
        {
            if (Holds(frame, item))
                found.Add(node.Item(index, item));
            index++;
        }
    }

    private void SelectMembers(in Frame frame, in Node node, List<Node> found)
    {
        foreach (var member in node.Value.Members())
            if (Holds(frame, member.Value))
                found.Add(node.Member(member.Name, member.Value));
    }

    private bool Holds(in Frame frame, Value child)
    {
        frame.Work.Visit();
        return condition is null || condition(frame.At(child));
    }
}
