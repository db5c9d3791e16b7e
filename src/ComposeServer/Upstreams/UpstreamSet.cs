using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.Configuration;
using ComposeServer.Engine.Tools;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Upstreams;

/// <summary>All configured upstreams, connected side by side in the background; none delays another.</summary>
internal sealed class UpstreamSet : IAsyncDisposable
{
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly Lock _raising = new();
    private readonly List<Task> _leaving = [];
    private volatile IReadOnlyList<Upstream> _upstreams;
    private int _isChanged;
    private bool _isStarted;

    /// <param name="configurations">The upstreams; disabled ones are passed over.</param>
    /// <param name="remembered">What each listed last, by its name (<see cref="UpstreamMemory"/>).</param>
    /// <param name="loggers">The log.</param>
    /// <param name="time">The clock of time limits and restarts.</param>
    internal UpstreamSet(
        IEnumerable<UpstreamConfiguration> configurations,
        IReadOnlyDictionary<string, ImmutableArray<JsonElement>> remembered,
        ILoggerFactory loggers,
        TimeProvider time)
    {
        (_logger, _time) = (loggers.CreateLogger<UpstreamSet>(), time);
        _upstreams = [.. Enabled(configurations).Select(server => Create(server, remembered.GetValueOrDefault(server.Name, [])))];
    }

    /// <summary>Some snapshot has changed; several changes may be told as one. Raised on any thread, one at a time.</summary>
    internal event Action? Changed;

    /// <summary>Every upstream as it is now, in the order of the configuration.</summary>
    internal ImmutableArray<UpstreamSnapshot> Snapshots => [.. _upstreams.Select(upstream => upstream.Snapshot)];

    /// <summary>What each upstream listed last, as it listed it: what <see cref="UpstreamMemory"/> keeps.</summary>
    internal ImmutableSortedDictionary<string, ImmutableArray<JsonElement>> Listed =>
        _upstreams.ToImmutableSortedDictionary(upstream => upstream.Configuration.Name, upstream => upstream.Definitions, StringComparer.Ordinal);

    /// <summary>Begins to connect all, in the background.</summary>
    internal void Start()
    {
        lock (_gate)
        {
            _isStarted = true;
            foreach (var upstream in _upstreams)
                upstream.Start();
        }
    }

    /// <summary>Completes when every upstream has listed its tools or failed once, or when the time is up; all that was listed has then been told.</summary>
    internal async Task FirstAnswers(TimeSpan atMost, CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(_upstreams.Select(upstream => upstream.FirstAnswer)).WaitAsync(atMost, _time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The others may take their time.
        }

        Raise();
    }

    /// <summary>Waits until one upstream has listed its tools or failed once, and that has been told; null when no such upstream is configured.</summary>
    internal async Task<UpstreamSnapshot?> FirstAnswer(string server, CancellationToken cancellationToken)
    {
        if (Find(server) is not { } upstream)
            return null;
        await upstream.FirstAnswer.WaitAsync(cancellationToken);
        Raise();
        return upstream.Snapshot;
    }

    /// <summary>Takes over a new configuration: what has not changed keeps its connection, what is gone is closed, the rest is connected anew.</summary>
    internal void Apply(IEnumerable<UpstreamConfiguration> configurations)
    {
        lock (_gate)
        {
            var before = _upstreams;
            _upstreams = [.. Enabled(configurations).Select(server => Kept(before, server) ?? Create(server, LastListing(before, server)))];
            _leaving.RemoveAll(task => task.IsCompleted);
            _leaving.AddRange(before.Except(_upstreams).Select(upstream => upstream.DisposeAsync().AsTask()));
            if (_isStarted)
                foreach (var upstream in _upstreams.Except(before))
                    upstream.Start();
        }

        Touch();
    }

    public async ValueTask DisposeAsync()
    {
        Task[] leaving;
        lock (_gate)
        {
            leaving = [.. _leaving, .. _upstreams.Select(upstream => upstream.DisposeAsync().AsTask())];
            _upstreams = [];
        }

        await Task.WhenAll(leaving);
    }

    private static IEnumerable<UpstreamConfiguration> Enabled(IEnumerable<UpstreamConfiguration> configurations) =>
        configurations.Where(server => !server.Disabled);

    private static Upstream? Kept(IReadOnlyList<Upstream> before, UpstreamConfiguration server) =>
        before.FirstOrDefault(upstream => upstream.Configuration.SameAs(server));

    private static ImmutableArray<JsonElement> LastListing(IReadOnlyList<Upstream> before, UpstreamConfiguration server) =>
        before.FirstOrDefault(upstream => upstream.Configuration.SameServer(server))?.Definitions ?? [];

    private Upstream Create(UpstreamConfiguration server, ImmutableArray<JsonElement> remembered) =>
        new(server, remembered, bareName => (call, cancellationToken) => Call(server.Name, bareName, call, cancellationToken), Touch, _logger, _time);

    private Upstream? Find(string server)
    {
        foreach (var upstream in _upstreams)
            if (upstream.Configuration.Name == server)
                return upstream;
        return null;
    }

    // Found by name at each call, so that a run which began before a reload goes on with the server's new connection.
    private ValueTask<ToolResult> Call(string server, string bareName, ToolCall call, CancellationToken cancellationToken) =>
        Find(server)?.Call(bareName, call, cancellationToken)
        ?? new ValueTask<ToolResult>(ToolResult.Failed(FailureKind.Unavailable, $"Server \"{server}\" was taken out of the configuration."));

    private void Touch()
    {
        if (Interlocked.Exchange(ref _isChanged, 1) == 0)
            _ = Task.Run(Raise);
    }

    // Whoever has waited for an answer calls it too, so that it sees what the answer changed.
    private void Raise()
    {
        lock (_raising)
            if (Interlocked.Exchange(ref _isChanged, 0) == 1)
                Changed?.Invoke();
    }
}
