namespace ComposeServer.Engine.Templates;

/// <summary>What an expression that was written as others write it may mean here.</summary>
internal static class PeerWords
{
    /// <summary>The expressions that it may stand for, the nearest first; most of them are none.</summary>
    internal static IEnumerable<string> Meanings(string written)
    {
        yield return written;
        yield return "$" + written;
        // As in GitHub Actions.
        if (written.Split('.') is [var first, .. var names] && names.Length > 0 && OfActions(first, names) is { } meant)
            yield return meant;
        yield return "$input." + written;
    }

    private static string? OfActions(string first, string[] names) => (first, names) switch
    {
        ("steps" or "needs", [var id, "outputs", .. var rest]) => "$" + string.Join('.', [id, .. rest]),
        ("steps" or "needs", [var id, "outcome" or "conclusion" or "result"]) => $"$steps.{id}.status",
        ("inputs", _) => "$input." + string.Join('.', names),
        ("github", ["event", "inputs", .. var rest]) => "$input." + string.Join('.', rest),
        _ => null,
    };
}
