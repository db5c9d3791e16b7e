using System.Collections.Immutable;

namespace ComposeServer.Configuration;

/// <summary>What the tools of this program may reach.</summary>
internal sealed record BuiltInSettings
{
    internal static BuiltInSettings Default { get; } = new();

    /// <summary>Whether they stand in <c>tools/list</c>; steps can call them either way.</summary>
    internal bool Listed { get; init; }

    /// <summary>The folders that <c>files__…</c> may read, as written: relative ones are relative to where the program was started.</summary>
    internal ImmutableArray<string> FileRoots { get; init; } = ["."];

    /// <summary>The hosts that <c>http__fetch</c> may ask; none: it is off.</summary>
    internal ImmutableArray<string> HttpHosts { get; init; } = [];
}
