namespace ComposeServer.Library;

/// <summary>How many tools a library may hold, and how long a change waits for another process that is writing.</summary>
internal sealed record LibraryLimits
{
    internal int MaxTools { get; init; } = 10_000;

    internal TimeSpan LockWait { get; init; } = TimeSpan.FromSeconds(10);
}
