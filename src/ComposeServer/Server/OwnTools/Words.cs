namespace ComposeServer.Server.OwnTools;

/// <summary>The words of a query, in any order and case.</summary>
internal sealed class Words
{
    private readonly string[] _words;

    private Words(string[] words) => _words = words;

    internal static Words Of(string? query) =>
        new(query is null ? [] : query.Split((char[])[' ', ',', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    internal bool Any => _words.Length > 0;

    /// <summary>Whether each word stands in one of the texts.</summary>
    internal bool AllIn(params ReadOnlySpan<string> texts)
    {
        foreach (var word in _words)
            if (!IsIn(word, texts))
                return false;
        return true;
    }

    private static bool IsIn(string word, ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
            if (text.Contains(word, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }
}
