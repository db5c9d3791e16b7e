using ComposeServer.Engine.Schemas.Keywords;

namespace ComposeServer.Engine.Schemas.Compiling;

/// <summary>Searches schemas that would judge the same value by themselves for ever (JSON Schema Core 2020-12, section 9.4.1).</summary>
internal static class LoopSearch
{
    /// <summary>A schema on a loop, or null. Depth first without recursion: a chain of references may be long.</summary>
    internal static SchemaNode? Find(IEnumerable<SchemaNode> nodes)
    {
        var done = new HashSet<SchemaNode>();
        var open = new HashSet<SchemaNode>();
        var path = new Stack<(SchemaNode Node, IEnumerator<SchemaNode> Next)>();
        foreach (var start in nodes)
        {
            if (!done.Contains(start))
                Enter(start, open, path);
            while (path.TryPeek(out var last))
            {
                if (!last.Next.MoveNext())
                {
                    path.Pop();
                    open.Remove(last.Node);
                    done.Add(last.Node);
                    continue;
                }

                var next = last.Next.Current;
                if (open.Contains(next))
                    return next;
                if (!done.Contains(next))
                    Enter(next, open, path);
            }
        }

        return null;
    }

    private static void Enter(SchemaNode node, HashSet<SchemaNode> open, Stack<(SchemaNode, IEnumerator<SchemaNode>)> path)
    {
        open.Add(node);
        path.Push((node, node.Keywords.SelectMany(keyword => keyword.InPlace).GetEnumerator()));
    }
}
