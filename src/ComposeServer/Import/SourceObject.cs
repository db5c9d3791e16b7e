using System.Collections.Immutable;

namespace ComposeServer.Import;

/// <summary>An object; its names are distinct.</summary>
internal sealed record SourceObject(Place Place, ImmutableArray<SourceMember> Members) : SourceNode(Place)
{
    internal override long Size { get; } = 1 + Members.Sum(m => m.Name.Length + m.Value.Size);

    internal override int Depth { get; } = 1 + Members.Select(m => m.Value.Depth).DefaultIfEmpty().Max();

    /// <summary>A member's value; null when there is none.</summary>
    internal SourceNode? Get(string name) => Find(name)?.Value;

    internal SourceMember? Find(string name)
    {
        foreach (var member in Members)
            if (member.Name == name)
                return member;
        return null;
    }

    /// <summary>A member's text; null when there is none, or it is no text.</summary>
    internal string? Text(string name) => Get(name) is SourceScalar { Value: { IsText: true } text } ? text.Text() : null;
}
