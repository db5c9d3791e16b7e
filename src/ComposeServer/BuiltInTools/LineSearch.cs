using System.Text;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Patterns;

namespace ComposeServer.BuiltInTools;

/// <summary>One search: gathers matching lines until there are enough, or enough has been read.</summary>
internal sealed class LineSearch(Pattern pattern, int limit, BuiltInLimits limits)
{
    private const int BinaryProbe = 8_000;
    private const int MaxText = 1_000;

    private long _read;

    internal List<Value> Matches { get; } = [];

    internal int Skipped { get; private set; }

    internal bool Truncated { get; private set; }

    /// <summary>Searches a file; false when the search has come to its limits.</summary>
    internal bool TryFile(FilePlace place, CancellationToken cancellationToken)
    {
        if (TextOf(place) is { } text)
            SearchLines(text, place.Name, cancellationToken);
        else
            Skipped++;
        Truncated |= _read > limits.SearchedBytes;
        return !Truncated;
    }

    private string? TextOf(FilePlace place)
    {
        try
        {
            if (FileBytes.Read(place, limits.MaxBytes) is not { } bytes)
                return null;
            _read += bytes.Length;
            return bytes.AsSpan(0, Math.Min(bytes.Length, BinaryProbe)).Contains((byte)0) ? null : Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BuiltInFailureException)
        {
            // It went away, or may not be read: the others still can.
            return null;
        }
    }

    private void SearchLines(string text, string name, CancellationToken cancellationToken)
    {
        var number = 0;
        for (var start = 0; start < text.Length;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var end = text.IndexOf('\n', start) is var at and >= 0 ? at : text.Length;
            var line = text[start..end].TrimEnd('\r');
            start = end + 1;
            number++;
            if (!pattern.IsMatch(line))
                continue;
            if (Truncated = Matches.Count == limit)
                return;
            Matches.Add(BuiltIn.Object(new Member("path", Value.Of(name)), new Member("line", Value.Of(number)), new Member("text", Value.Of(Cut(line)))));
        }
    }

    private static string Cut(string line) =>
        line.Length <= MaxText ? line : line[..(char.IsHighSurrogate(line[MaxText - 1]) ? MaxText - 1 : MaxText)];
}
