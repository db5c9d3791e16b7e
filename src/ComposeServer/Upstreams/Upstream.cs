using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.Configuration;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Upstreams;

/// <summary>One upstream: connected, listed, listed again when its tools change, and started again when it dies.</summary>
internal sealed partial class Upstream : IAsyncDisposable
{
    // While an upstream restarts its tools stay listed for so long (section 11 of the contract).
    internal static readonly TimeSpan Grace = TimeSpan.FromSeconds(60);

    internal static readonly TimeSpan Stable = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Settled = TimeSpan.FromMilliseconds(50);

    private readonly UpstreamConfiguration _server;
    private readonly Func<string, Engine.Tools.ToolInvoker> _invoke;
    private readonly Action _changed;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Secrets _secrets;
    private readonly Connection _connection;
    private readonly Backoff _backoff = new();
    private readonly SemaphoreSlim _places;
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer _grace;
    private readonly Lock _gate = new();
    private Task _running = Task.CompletedTask;
    private volatile Session? _session;
    private volatile ToolSet _tools;
    private volatile UpstreamSnapshot _snapshot;

    /// <param name="server">What is configured.</param>
    /// <param name="remembered">What it listed last, in an earlier process or under an earlier configuration.</param>
    /// <param name="invoke">Gives what calls a tool, by its bare name.</param>
    /// <param name="changed">Hears of every change of the snapshot.</param>
    /// <param name="logger">The log.</param>
    /// <param name="time">The clock.</param>
    internal Upstream(
        UpstreamConfiguration server, ImmutableArray<JsonElement> remembered, Func<string, Engine.Tools.ToolInvoker> invoke, Action changed, ILogger logger, TimeProvider time)
    {
        (_server, _invoke, _changed, _time, _logger) = (server, invoke, changed, time, logger);
        _secrets = SecretsOf(server);
        _connection = new Connection(server, _secrets, logger, time);
        _places = new SemaphoreSlim(server.MaxConcurrency);
        _tools = ToolSet.Of(server, remembered, invoke);
        _snapshot = new UpstreamSnapshot { Name = server.Name, State = UpstreamState.Connecting, Tools = _tools.Tools };
        _grace = time.CreateTimer(_ => GiveUpTools(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    internal UpstreamConfiguration Configuration => _server;

    internal UpstreamSnapshot Snapshot => _snapshot;

    /// <summary>What it listed last, as it listed it.</summary>
    internal ImmutableArray<JsonElement> Definitions => _tools.Definitions;

    /// <summary>Completes when it has listed its tools, or failed, for the first time.</summary>
    internal Task FirstAnswer => _first.Task;

    internal void Start() => _running = Task.Run(Run);

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _running;
        await _grace.DisposeAsync();
        _first.TrySetResult();
    }

    private async Task Run()
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                await using var session = await _connection.Open(_closing.Token);
                // Said before the session is closed, which takes its time where a process does not go.
                Lost(await Serve(session));
            }
            catch (ConnectionFailedException e)
            {
                Lost(e.Message);
            }
            catch (OperationCanceledException)
            {
                break;
            }

            await Task.Delay(_backoff.Next(), _time, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _session = null;
    }

    /// <summary>Lists the tools and stays until the connection is gone; gives the reason.</summary>
    private async Task<string> Serve(Session session)
    {
        var since = _time.GetTimestamp();
        if (await List(session) is { } failure)
            return failure;
        try
        {
            if (session.VersionInRequests is not null)
                _ = new Subscription(session, _time).Keep(_closing.Token);
            await foreach (var _ in session.ToolChanges.ReadAllAsync(_closing.Token))
            {
                await Task.Delay(Settled, _time, _closing.Token);
                session.ToolChanges.TryRead(out var _);
                if (await List(session) is { } omission && session.IsOpen)
                    LogOddity(_server.Name, omission);
            }
        }
        finally
        {
            _session = null;
        }

        if (_time.GetElapsedTime(since) >= Stable)
            _backoff.Reset();
        return _secrets.Hidden(session.Ending);
    }

    /// <summary>Lists the tools; gives why it could not, and null when it could.</summary>
    private async Task<string?> List(Session session)
    {
        var listing = await ToolListing.Of(session, _server.Timeout, _closing.Token);
        _closing.Token.ThrowIfCancellationRequested();
        if (listing.Failure is { } failure)
            return _secrets.Hidden(failure);
        Ready(session, listing);
        return null;
    }

    private void Ready(Session session, ToolListing listing)
    {
        var tools = ToolSet.Of(_server, listing.Tools, _invoke);
        Report(listing, tools);
        lock (_gate)
        {
            _grace.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _tools = tools;
            _session = session;
            _snapshot = new UpstreamSnapshot { Name = _server.Name, State = UpstreamState.Ready, Tools = tools.Tools, EverAnswered = true };
        }

        _changed();
        _first.TrySetResult();
    }

    private void Lost(string why)
    {
        bool isNews;
        lock (_gate)
        {
            var before = _snapshot;
            isNews = before.Error != why;
            var wasUp = before.State == UpstreamState.Ready;
            // The first loss starts the time for which the tools stay; further failures do not lengthen it.
            if (wasUp || before.Error is null)
                _grace.Change(Grace, Timeout.InfiniteTimeSpan);
            var isRestarting = before.EverAnswered && before.State != UpstreamState.Failed;
            _snapshot = before with { State = isRestarting ? UpstreamState.Connecting : UpstreamState.Failed, Error = why };
        }

        if (isNews)
            LogLost(_server.Name, why);
        _changed();
        _first.TrySetResult();
    }

    private void GiveUpTools()
    {
        lock (_gate)
        {
            if (_snapshot.State == UpstreamState.Ready || _closing.IsCancellationRequested)
                return;
            if (!_snapshot.Tools.IsEmpty)
                LogGone(_server.Name);
            _snapshot = _snapshot with { State = UpstreamState.Failed, Tools = [] };
        }

        _changed();
    }

    private void Report(ToolListing listing, ToolSet tools)
    {
        if (_snapshot.State != UpstreamState.Ready)
            LogReady(_server.Name, tools.Tools.Length);
        if (listing.Omission is { } omission)
            LogOddity(_server.Name, omission);
        foreach (var problem in tools.Problems)
            LogMalformed(_server.Name, problem);
    }

    private static Secrets SecretsOf(UpstreamConfiguration server)
    {
        IEnumerable<string> fromFile = [];
        try
        {
            fromFile = ChildEnvironment.FromFile(server).Select(variable => variable.Value);
        }
        catch (IOException)
        {
            // Starting it will say so.
        }

        var query = server.Url?.Query.TrimStart('?').Split('&').Select(pair => pair[(pair.IndexOf('=') + 1)..]) ?? [];
        return new Secrets([.. server.Environment.Values, .. server.Headers.Values, .. server.Expanded, .. fromFile, .. query, server.Url?.UserInfo ?? ""]);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Server \"{Server}\" is connected, with {Count} tools.")]
    private partial void LogReady(string server, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Server \"{Server}\" is not connected, and is tried again: {Why}.")]
    private partial void LogLost(string server, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Server \"{Server}\" has been gone for a minute: its tools are withdrawn until it is back.")]
    private partial void LogGone(string server);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Server \"{Server}\": {What}.")]
    private partial void LogOddity(string server, string what);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Server \"{Server}\": a tool {Problem}.")]
    private partial void LogMalformed(string server, string problem);
}
