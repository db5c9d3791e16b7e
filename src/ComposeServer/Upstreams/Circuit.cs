using System.Globalization;

namespace ComposeServer.Upstreams;

/// <summary>A circuit breaker: opens after so many failures in a row, lets one call try after a while, closes at the first sign of life.</summary>
/// <remarks>
/// Not that of Polly, which weighs failures within a window of time, while calls that wait a minute each for no answer take many, and for
/// which a call that its caller gave up is a success. Whoever has one holds a lock when it is used.
/// </remarks>
/// <param name="due">Called, on any thread and without the lock, when the time to try again has come.</param>
/// <param name="time">The clock.</param>
internal sealed class Circuit(Action<Circuit> due, TimeProvider time)
{
    /// <summary>So many failures in a row open it.</summary>
    internal const int MostFailures = 5;

    /// <summary>How long it is open at first; each trial that fails doubles it.</summary>
    internal static readonly TimeSpan FirstBreak = TimeSpan.FromSeconds(15);

    internal static readonly TimeSpan LongestBreak = TimeSpan.FromMinutes(2);

    private int _failures;
    private int _breaks;
    private long _trial;
    private string _why = "";
    private DateTimeOffset _since;
    private DateTimeOffset _until;
    private ITimer? _timer;

    internal CircuitState State { get; private set; }

    /// <summary>Whether a call would not be let through now.</summary>
    internal bool Refuses => State == CircuitState.Open || (State == CircuitState.HalfOpen && _trial != 0);

    /// <summary>What a call is told that is not let through.</summary>
    internal string Refusal => State == CircuitState.Open
        ? string.Create(CultureInfo.InvariantCulture, $"{this}, {Math.Max(1, Math.Ceiling((_until - time.GetUtcNow()).TotalSeconds))} s from now")
        : ToString();

    /// <summary>A call is let through; when the circuit is half-open it is the trial.</summary>
    /// <param name="trial">The call's number, if it is to be the trial of any circuit.</param>
    internal void Enter(long trial)
    {
        if (State == CircuitState.HalfOpen)
            _trial = trial;
    }

    /// <summary>A call ended of which nothing can be learned.</summary>
    internal void Leave(long trial)
    {
        if (IsTrial(trial))
            _trial = 0;
    }

    /// <summary>A call failed. True when the circuit is open because of it.</summary>
    /// <param name="trial">The call's number, 0 for one that was no trial.</param>
    /// <param name="why">What is wrong, going on after the server's name.</param>
    /// <param name="mayOpen">Whether it counts for enough to open a closed circuit.</param>
    internal bool Fail(long trial, string why, bool mayOpen)
    {
        // Whatever else comes back while it is not closed was sent before it opened.
        if (State != CircuitState.Closed && !IsTrial(trial))
            return false;
        (_failures, _why) = (_failures + 1, why);
        if (State == CircuitState.Closed && (!mayOpen || _failures < MostFailures))
            return false;
        Open();
        return true;
    }

    /// <summary>The time to try again has come. False when it has not.</summary>
    internal bool HalfOpen()
    {
        if (State != CircuitState.Open)
            return false;
        (State, _trial) = (CircuitState.HalfOpen, 0);
        return true;
    }

    /// <summary>There is life. True when the circuit was not closed.</summary>
    internal bool Close()
    {
        var wasClosed = State == CircuitState.Closed;
        (State, _failures, _breaks, _trial) = (CircuitState.Closed, 0, 0, 0);
        _timer?.Dispose();
        _timer = null;
        return !wasClosed;
    }

    /// <summary>How it is, going on after a name.</summary>
    public override string ToString() => State switch
    {
        CircuitState.Open => $"its circuit is open since {_since:u}, after {_failures} failed calls in a row ({_why}), so that calls fail at once; it is tried again with the first call after {_until:u}",
        CircuitState.HalfOpen => $"its circuit is half-open after {_failures} failed calls in a row ({_why}): {(_trial == 0 ? "the next call tries it" : "one call is trying it, and others fail until that has ended")}",
        _ => "its circuit is closed",
    };

    private void Open()
    {
        var pause = FirstBreak * Math.Min(1 << Math.Min(_breaks, 16), LongestBreak / FirstBreak);
        var now = time.GetUtcNow();
        if (_breaks++ == 0)
            _since = now;
        (State, _trial, _until) = (CircuitState.Open, 0, now + pause);
        _timer ??= time.CreateTimer(_ => due(this), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(pause, Timeout.InfiniteTimeSpan);
    }

    private bool IsTrial(long trial) => trial != 0 && trial == _trial;
}
