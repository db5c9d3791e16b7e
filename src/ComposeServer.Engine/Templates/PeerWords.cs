using System.Collections.Immutable;

namespace ComposeServer.Engine.Templates;

/// <summary>What an expression that was written as others write it may mean here.</summary>
internal static class PeerWords
{
    // What they have and a tool's arguments are not.
    private static readonly ImmutableArray<string> Contexts = ["steps", "needs", "inputs", "github", "env", "secrets", "vars", "matrix"];

    /// <summary>The expressions that it may stand for, the nearest first; most of them are none.</summary>
    internal static IEnumerable<string> Meanings(string written)
    {
        yield return written;
        yield return "$" + written;
        // As in GitHub Actions.
        string[] names = written.Split('.');
        if (OfActions(names[0], names[1..]) is { } meant)
            yield return meant;
        if (!Contexts.Contains(names[0]))
            yield return "$input." + written;
    }

    private static string? OfActions(string first, string[] names) => (first, names) switch
    {
        ("steps" or "needs", [var id, "outputs", .. var rest]) => "$" + string.Join('.', [id, .. rest]),
        ("steps" or "needs", [var id, "outcome" or "conclusion" or "result"]) => $"$steps.{id}.status",
        ("steps" or "needs", [_, _, ..]) => "$" + string.Join('.', names),
        ("inputs", [_, ..]) => "$input." + string.Join('.', names),
        ("github", ["event", "inputs", _, ..]) => "$input." + string.Join('.', names[2..]),
        _ => null,
    };
}
