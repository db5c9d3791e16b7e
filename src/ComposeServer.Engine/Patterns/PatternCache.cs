using System.Collections.Concurrent;

namespace ComposeServer.Engine.Patterns;

/// <summary>The patterns that were compiled last, for expressions that come as data; when it is full, it starts anew.</summary>
internal sealed class PatternCache(int most)
{
    private readonly ConcurrentDictionary<(string, PatternSyntax), (Pattern? Pattern, string? Problem)> _patterns = new();

    internal int Count => _patterns.Count;

    internal (Pattern? Pattern, string? Problem) Get(string expression, PatternSyntax syntax)
    {
        if (_patterns.TryGetValue((expression, syntax), out var known))
            return known;
        Pattern.TryCreate(expression, syntax, out var pattern, out var problem);
        // Long expressions that are no patterns would fill memory for nothing.
        if (expression.Length > Pattern.MaxLength)
            return (pattern, problem);
        if (_patterns.Count >= most)
            _patterns.Clear();
        return _patterns.GetOrAdd((expression, syntax), (pattern, problem));
    }
}
