using System.Collections.Immutable;

namespace ComposeServer.Engine.Definitions;

/// <summary>A definition cannot be taken; it says everything that is wrong with it.</summary>
public sealed class DefinitionException : Exception
{
    internal DefinitionException(ImmutableArray<DefinitionProblem> problems)
        : base("The definition cannot be taken:\n" + string.Join('\n', problems)) => Problems = problems;

    /// <summary>All that is wrong.</summary>
    public ImmutableArray<DefinitionProblem> Problems { get; }
}
