namespace ComposeServer.Upstreams;

/// <summary>How long to wait before the next try: half a second, doubling to thirty, give or take a quarter.</summary>
internal sealed class Backoff
{
    internal static readonly TimeSpan First = TimeSpan.FromSeconds(0.5);

    internal static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private int _tries;

    internal TimeSpan Next()
    {
        var seconds = Math.Min(Longest.TotalSeconds, First.TotalSeconds * Math.Pow(2, Math.Min(_tries++, 16)));
        return TimeSpan.FromSeconds(seconds * (0.75 + 0.5 * Random.Shared.NextDouble()));
    }

    internal void Reset() => _tries = 0;
}
