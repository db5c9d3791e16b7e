using System.Collections.Immutable;

namespace ComposeServer.Catalog;

/// <summary>How an upstream stands.</summary>
/// <param name="Name">As the configuration calls it.</param>
/// <param name="State"><c>connecting</c>, <c>ready</c>, <c>failed</c> or <c>circuit_open</c>.</param>
/// <param name="Error">Why it is not ready; null when it is, or nothing is known yet.</param>
/// <param name="HasTools">Whether any of its tools are known.</param>
internal sealed record ServerState(string Name, string State, string? Error, bool HasTools)
{
    /// <summary>Why calls of some of its tools fail at once though it is ready, by the tools' names.</summary>
    internal ImmutableDictionary<string, string> OpenCircuits { get; init; } = ImmutableDictionary<string, string>.Empty;
}
