using System.Collections.Immutable;

namespace ComposeServer.Configuration;

/// <summary>One entry of <c>servers.json</c>, checked, with its variables filled in. It holds secrets, so it prints as its name alone.</summary>
internal sealed class UpstreamConfiguration
{
    internal static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(60);

    internal const int DefaultMaxConcurrency = 16;

    internal required string Name { get; init; }

    internal Transport Transport { get; init; }

    /// <summary>The program of a stdio server; empty for others.</summary>
    internal string Command { get; init; } = "";

    internal ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>What is set in the child's environment, over the default one and <see cref="EnvironmentFile"/>.</summary>
    internal ImmutableSortedDictionary<string, string> Environment { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    internal string? EnvironmentFile { get; init; }

    internal string? WorkingDirectory { get; init; }

    /// <summary>The address of an HTTP server; null for stdio.</summary>
    internal Uri? Url { get; init; }

    internal ImmutableSortedDictionary<string, string> Headers { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Globs over bare names: what is listed.</summary>
    internal ImmutableArray<string> Expose { get; init; } = ["*"];

    /// <summary>Globs over bare names: what may not be called.</summary>
    internal ImmutableArray<string> Deny { get; init; } = [];

    /// <summary>How long a call may go without a sign of life.</summary>
    internal TimeSpan Timeout { get; init; } = DefaultTimeout;

    internal int MaxConcurrency { get; init; } = DefaultMaxConcurrency;

    /// <summary>The protocol version to speak; null: 2025-11-25, else 2026-07-28 where the server refuses that.</summary>
    internal string? ProtocolVersion { get; init; }

    internal bool Disabled { get; init; }

    /// <summary>Values that came from the environment; like those of env and headers they belong in no message.</summary>
    internal ImmutableArray<string> Expanded { get; init; } = [];

    internal bool Exposes(string bareName) => Glob.MatchesAny(Expose, bareName) && !Denies(bareName);

    internal bool Denies(string bareName) => Glob.MatchesAny(Deny, bareName);

    /// <summary>Whether nothing that matters to a connection or its tools differs.</summary>
    internal bool SameAs(UpstreamConfiguration other) =>
        SameServer(other)
        && (EnvironmentFile, Timeout, MaxConcurrency, ProtocolVersion, Disabled)
            == (other.EnvironmentFile, other.Timeout, other.MaxConcurrency, other.ProtocolVersion, other.Disabled)
        && Environment.SequenceEqual(other.Environment)
        && Headers.SequenceEqual(other.Headers)
        && Expose.SequenceEqual(other.Expose)
        && Deny.SequenceEqual(other.Deny);

    /// <summary>Whether it is the same program or address, so that what it listed last still tells of it.</summary>
    internal bool SameServer(UpstreamConfiguration other) =>
        (Name, Transport, Command, WorkingDirectory, Url) == (other.Name, other.Transport, other.Command, other.WorkingDirectory, other.Url)
        && Arguments.SequenceEqual(other.Arguments);

    public override string ToString() => Name;
}
