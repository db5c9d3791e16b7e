namespace ComposeServer.Engine.Patterns;

/// <summary>Bounds the time that all searches of one piece of work on this thread may take together, because nobody can give it up in between.</summary>
internal readonly ref struct PatternTime
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    [ThreadStatic]
    private static bool _isBounded;

    [ThreadStatic]
    private static TimeSpan _spent;

    private readonly bool _wasBounded;

    private PatternTime(bool wasBounded) => _wasBounded = wasBounded;

    /// <summary>Begins a piece of work, or goes on with one that is under way; it ends where this is disposed.</summary>
    internal static PatternTime Begin()
    {
        var begun = new PatternTime(_isBounded);
        (_isBounded, _spent) = (true, _isBounded ? _spent : TimeSpan.Zero);
        return begun;
    }

    /// <exception cref="PatternTimeoutException">It was too much.</exception>
    internal static void Spend(TimeSpan time)
    {
        if (_isBounded && (_spent += time) > Longest)
            throw new PatternTimeoutException($"the regular expressions took longer than {Longest.TotalSeconds} s together; write simpler ones, or give them less text at a time");
    }

    public void Dispose() => _isBounded = _wasBounded;
}
