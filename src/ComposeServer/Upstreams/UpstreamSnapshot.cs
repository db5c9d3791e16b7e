using System.Collections.Immutable;

namespace ComposeServer.Upstreams;

/// <summary>An upstream at one moment. Immutable.</summary>
internal sealed record UpstreamSnapshot
{
    internal required string Name { get; init; }

    internal required UpstreamState State { get; init; }

    /// <summary>What is wrong, without secrets; null when nothing is.</summary>
    internal string? Error { get; init; }

    /// <summary>By name; after a restart or a lost connection, what it listed last.</summary>
    internal ImmutableArray<UpstreamTool> Tools { get; init; } = [];

    /// <summary>How the circuits of its tools are that are not closed, by listed name.</summary>
    internal ImmutableDictionary<string, string> OpenCircuits { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Whether it has listed its tools since the process started.</summary>
    internal bool EverAnswered { get; init; }
}
