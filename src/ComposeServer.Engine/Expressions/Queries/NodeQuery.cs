namespace ComposeServer.Engine.Expressions.Queries;

/// <summary>The segments of a query, compiled: from one node to the list of those that it finds.</summary>
internal sealed class NodeQuery(SegmentStep[] steps)
{
    internal List<Node> Select(in Frame frame, Node start)
    {
        var nodes = new List<Node> { start };
        foreach (var step in steps)
        {
            var found = new List<Node>();
            foreach (var node in nodes)
                step.Apply(frame, node, found);
            nodes = found;
        }

        return nodes;
    }
}
