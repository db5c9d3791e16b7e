using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Expressions.Queries;

/// <summary>RFC 9535, section 2.3.3.</summary>
internal sealed class IndexSelection(long index) : Selection
{
    internal override void Select(in Frame frame, in Node node, List<Node> found)
    {
        if (node.Value.Kind != ValueKind.List)
            return;
        var count = node.Value.Count;
        var place = index < 0 ? index + count : index;
        if (place >= 0 && place < count)
            found.Add(node.Item((int)place, node.Value[(int)place]));
    }
}
