using System.Text.Json;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Definitions;

/// <summary>How a failed call is repeated; attempts count the first call.</summary>
internal sealed record RetryDefinition(JsonPointer Path, int Attempts)
{
    internal static readonly TimeSpan DefaultDelay = TimeSpan.FromSeconds(1);

    internal static readonly TimeSpan DefaultMaxDelay = TimeSpan.FromSeconds(30);

    /// <summary>The longest wait between attempts.</summary>
    internal static readonly TimeSpan LongestDelay = TimeSpan.FromDays(1);

    internal TimeSpan Delay { get; init; } = DefaultDelay;

    internal Backoff Backoff { get; init; }

    internal TimeSpan MaxDelay { get; init; } = DefaultMaxDelay;

    internal bool Jitter { get; init; } = true;

    /// <summary>Which failures are retried; undefined for those that the contract says.</summary>
    internal JsonElement If { get; init; }
}
