namespace ComposeServer.Engine.Expressions.Queries;

/// <summary>What one query may still do: nested filters multiply, and a run must not hang on them.</summary>
internal sealed class Work
{
    /// <summary>How many values one query may look at.</summary>
    internal const int MaxVisits = 20_000_000;

    /// <summary>How many values one query may give.</summary>
    internal const int MaxNodes = 1_000_000;

    private int _left = MaxVisits;

    /// <exception cref="EvaluationException">The query has looked at more values than it may.</exception>
    internal void Visit()
    {
        if (--_left < 0)
            throw new EvaluationException($"a query looked at more than {MaxVisits} values; narrow it down, or filter in two steps");
    }
}
