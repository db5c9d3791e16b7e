namespace ComposeServer.Engine.Patterns;

/// <summary>A regular expression on a linear-time engine, 1 s a match at most. Immutable, safe from any thread.</summary>
internal sealed class Pattern
{
    /// <summary>Compiles an ECMAScript regular expression (flag u), which is searched for; false with the reason when it cannot be taken.</summary>
    internal static bool TryCreate(string expression, out Pattern? pattern, out string? problem) => throw new NotImplementedException();

    internal bool IsMatch(string text) => throw new NotImplementedException();
}
