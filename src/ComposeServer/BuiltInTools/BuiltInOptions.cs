using System.Collections.Immutable;

namespace ComposeServer.BuiltInTools;

/// <summary>
/// What the built-in tools may reach: the folders (absolute; the first is the one that relative paths start from), and the hosts
/// (<c>api.example.com</c>, <c>*.example.com</c>, <c>*</c>, each with an optional <c>:port</c>).
/// </summary>
internal sealed record BuiltInOptions(ImmutableArray<string> Roots, ImmutableArray<string> HttpHosts)
{
    internal BuiltInLimits Limits { get; init; } = new();
}
