namespace ComposeServer.BuiltInTools;

/// <summary>How much one call of a built-in tool may take, whatever its arguments say.</summary>
internal sealed record BuiltInLimits
{
    /// <summary>Files and folders that one call looks at.</summary>
    internal int WalkedEntries { get; init; } = 100_000;

    /// <summary>Bytes of one file that is read or searched, or of one response.</summary>
    internal int MaxBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Bytes that are read where the caller does not say.</summary>
    internal int DefaultBytes { get; init; } = 1024 * 1024;

    /// <summary>Bytes of all files that one call searches.</summary>
    internal long SearchedBytes { get; init; } = 1L << 30;

    /// <summary>The time of one request, its redirects included.</summary>
    internal TimeSpan HttpTime { get; init; } = TimeSpan.FromSeconds(30);
}
