using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Expressions.Queries;

/// <summary>RFC 9535, section 2.3.4.</summary>
internal sealed class SliceSelection(long? start, long? end, long? step) : Selection
{
    internal override void Select(in Frame frame, in Node node, List<Node> found)
    {
        if (node.Value.Kind != ValueKind.List)
            return;
        var (first, stride, count) = SliceRange.Of(node.Value.Count, start, end, step ?? 1);
        if (count == 0)
            return;
        // The items are taken in one walk: an item of a parsed list is not found by its index in constant time.
        var items = ListItems.Of(node.Value);
        for (var i = 0; i < count; i++)
        {
            frame.Work.Visit();
            var place = (int)(first + i * stride);
            found.Add(node.Item(place, items[place]));
        }
    }
}
