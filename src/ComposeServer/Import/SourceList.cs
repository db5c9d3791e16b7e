using System.Collections.Immutable;

namespace ComposeServer.Import;

/// <summary>A list.</summary>
internal sealed record SourceList(Place Place, ImmutableArray<SourceNode> Items) : SourceNode(Place)
{
    internal override long Size { get; } = 1 + Items.Sum(i => i.Size);

    internal override int Depth { get; } = 1 + Items.Select(i => i.Depth).DefaultIfEmpty().Max();
}
