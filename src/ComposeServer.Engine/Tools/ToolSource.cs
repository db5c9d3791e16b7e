using System.Collections.Immutable;

namespace ComposeServer.Engine.Tools;

/// <summary>Everything that steps can call, by name.</summary>
internal abstract class ToolSource
{
    /// <summary>Finds a tool by its listed name, or by an upstream's bare name that only one of them has.</summary>
    /// <param name="name">As the step writes it.</param>
    /// <param name="pinned">Full names that were found before: a bare name stays with the one of them that it was found as.</param>
    internal abstract ToolLookup Find(string name, ImmutableHashSet<string> pinned);

    /// <summary>The full names of what a composed tool calls; empty for anything else.</summary>
    internal abstract ImmutableArray<string> UsesOf(string name);
}
