using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Upstreams;

/// <summary>The circuit breakers of an upstream: one for it as a whole, and one for each of its tools.</summary>
/// <remarks>
/// Only failures of different tools in a row open that of the whole, unless it has but one tool: one tool that is dead must not stop the others.
/// </remarks>
/// <param name="server">The upstream's name.</param>
/// <param name="hasOneTool">Whether the upstream has no other tools than one.</param>
/// <param name="changed">Hears of every change of <see cref="Over"/>; must not wait.</param>
/// <param name="logger">The log.</param>
/// <param name="time">The clock.</param>
internal sealed partial class Circuits(string server, Func<bool> hasOneTool, Action changed, ILogger logger, TimeProvider time)
{
    private readonly Lock _gate = new();

    // Those whose last call failed.
    private readonly Dictionary<string, Circuit> _tools = new(StringComparer.Ordinal);
    private readonly HashSet<string> _failing = new(StringComparer.Ordinal);
    private Circuit? _whole;
    private long _lastTrial;

    /// <summary>Why a call would fail at once just now; null when it would not.</summary>
    internal string? Refusal(string tool)
    {
        lock (_gate)
        {
            if (_whole is { Refuses: true })
                return $"Server \"{server}\" is not called: {_whole.Refusal}.";
            return _tools.TryGetValue(tool, out var own) && own.Refuses ? $"Tool \"{tool}\" of server \"{server}\" is not called: {own.Refusal}." : null;
        }
    }

    /// <summary>A call is about to be sent, and must be told of to <see cref="Leave"/>, unless the answer is why it fails at once.</summary>
    /// <param name="tool">The tool.</param>
    /// <param name="trial">The call's number when it tries a circuit that is half-open, else 0.</param>
    internal string? Enter(string tool, out long trial)
    {
        lock (_gate)
        {
            trial = 0;
            if (Refusal(tool) is { } refusal)
                return refusal;
            var own = _tools.GetValueOrDefault(tool);
            if (_whole?.State == CircuitState.HalfOpen || own?.State == CircuitState.HalfOpen)
            {
                trial = ++_lastTrial;
                _whole?.Enter(trial);
                own?.Enter(trial);
                changed();
            }

            return null;
        }
    }

    /// <summary>A call has ended.</summary>
    /// <param name="tool">The tool.</param>
    /// <param name="trial">The call's number.</param>
    /// <param name="sign">What it says of the upstream.</param>
    /// <param name="why">What is wrong, when something is, going on after the server's name; without secrets.</param>
    internal void Leave(string tool, long trial, Sign sign, string why = "")
    {
        lock (_gate)
            if (sign == Sign.Alive)
                Close(tool);
            else if (sign == Sign.Dead)
                Fail(tool, trial, why);
            else if (trial != 0)
                Abandon(tool, trial);
    }

    /// <summary>There is a new connection, or none any more: what was learned of the last one counts no longer.</summary>
    internal void Reset()
    {
        lock (_gate)
        {
            foreach (var tool in _tools.Keys.ToArray())
                Close(tool);
            _whole?.Close();
            _failing.Clear();
        }
    }

    /// <summary>A snapshot of the upstream in which the circuits that are not closed can be seen.</summary>
    internal UpstreamSnapshot Over(UpstreamSnapshot snapshot)
    {
        lock (_gate)
        {
            if (snapshot.State != UpstreamState.Ready || _tools.Count == 0)
                return snapshot;
            var open = snapshot.Tools.Where(tool => _tools.TryGetValue(tool.Tool.BareName, out var own) && own.State != CircuitState.Closed)
                .ToImmutableDictionary(tool => tool.Tool.Name, tool => _tools[tool.Tool.BareName].ToString());
            return _whole is null or { State: CircuitState.Closed }
                ? snapshot with { OpenCircuits = open }
                : snapshot with { OpenCircuits = open, State = UpstreamState.CircuitOpen, Error = _whole.ToString() };
        }
    }

    private void Close(string tool)
    {
        if (_failing.Count > 0)
            _failing.Clear();
        var wasOpen = _whole is not null && _whole.Close();
        if (wasOpen)
            LogClosed($"server \"{server}\"");
        if (_tools.Remove(tool, out var own) && own.Close())
            LogClosed($"tool \"{tool}\" of server \"{server}\"");
        else if (!wasOpen)
            return;
        changed();
    }

    private void Fail(string tool, long trial, string why)
    {
        _failing.Add(tool);
        _whole ??= NewCircuit();
        if (!_tools.TryGetValue(tool, out var own))
            own = _tools[tool] = NewCircuit();
        var toolOpens = own.Fail(trial, why, mayOpen: true);
        if (toolOpens)
            LogOpen($"Tool \"{tool}\" of server \"{server}\"", own.ToString());
        var wholeOpens = _whole.Fail(trial, why, mayOpen: _failing.Count > 1 || hasOneTool());
        if (wholeOpens)
            LogOpen($"Server \"{server}\"", _whole.ToString());
        if (toolOpens || wholeOpens)
            changed();
    }

    private void Abandon(string tool, long trial)
    {
        _whole?.Leave(trial);
        _tools.GetValueOrDefault(tool)?.Leave(trial);
        changed();
    }

    private Circuit NewCircuit() => new(HalfOpen, time);

    private void HalfOpen(Circuit circuit)
    {
        lock (_gate)
            if (circuit.HalfOpen())
                changed();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Whose}: {How}.")]
    private partial void LogOpen(string whose, string how);

    [LoggerMessage(Level = LogLevel.Information, Message = "The circuit of {Whose} is closed again.")]
    private partial void LogClosed(string whose);
}
