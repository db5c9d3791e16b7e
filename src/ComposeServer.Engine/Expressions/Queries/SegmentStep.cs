using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Expressions.Queries;

/// <summary>A child or descendant segment, compiled (RFC 9535, section 2.5).</summary>
internal sealed class SegmentStep(bool descendant, Selection[] selections)
{
    internal void Apply(in Frame frame, in Node node, List<Node> found)
    {
        if (descendant)
            Descend(frame, node, found);
        else
            Select(frame, node, found);
    }

    private void Select(in Frame frame, in Node node, List<Node> found)
    {
        frame.Work.Visit();
        foreach (var selection in selections)
            selection.Select(frame, node, found);
        if (found.Count > Work.MaxNodes)
            throw new EvaluationException($"a query found more than {Work.MaxNodes} values; narrow it down");
    }

    // A node before its descendants, and items in their order.
    private void Descend(in Frame frame, in Node node, List<Node> found)
    {
        Select(frame, node, found);
        if (node.Value.Kind == ValueKind.List)
        {
            var index = 0;
            foreach (var item in node.Value.Items())
                Descend(frame, node.Item(index++, item), found);
        }
        else
        {
            foreach (var member in node.Value.Members())
                Descend(frame, node.Member(member.Name, member.Value), found);
        }
    }
}
