using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.Configuration;
using ComposeServer.Engine.Tools;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Upstreams;

/// <summary>One upstream: connected, listed, listed again when its tools change, and started again when it dies.</summary>
internal sealed partial class Upstream : IAsyncDisposable
{
    internal static readonly TimeSpan Stable = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Settled = TimeSpan.FromMilliseconds(50);

    private readonly UpstreamConfiguration _server;
    private readonly TimeProvider _time;
    private readonly Secrets _secrets;
    private readonly Connection _connection;
    private readonly UpstreamStatus _status;
    private readonly Circuits _circuits;
    private readonly Backoff _backoff = new();
    private readonly SemaphoreSlim _places;
    private readonly CancellationTokenSource _closing = new();
    private Task _running = Task.CompletedTask;
    private volatile Session? _session;

    /// <param name="server">What is configured.</param>
    /// <param name="remembered">What it listed last, in an earlier process or under an earlier configuration.</param>
    /// <param name="invoke">Gives what calls a tool, by its bare name.</param>
    /// <param name="changed">Hears of every change of the snapshot.</param>
    /// <param name="logger">The log.</param>
    /// <param name="time">The clock.</param>
    internal Upstream(
        UpstreamConfiguration server, ImmutableArray<JsonElement> remembered, Func<string, ToolInvoker> invoke, Action changed, ILogger logger, TimeProvider time)
    {
        (_server, _time) = (server, time);
        _secrets = Secrets.Of(server);
        _connection = new Connection(server, _secrets, logger, time);
        _status = new UpstreamStatus(server, remembered, invoke, changed, logger, time);
        _circuits = new Circuits(server.Name, () => _status.Tools.Tools.Length == 1, changed, logger, time);
        _places = new SemaphoreSlim(server.MaxConcurrency);
    }

    internal UpstreamConfiguration Configuration => _server;

    internal UpstreamSnapshot Snapshot => _circuits.Over(_status.Snapshot);

    /// <summary>What it listed last, as it listed it.</summary>
    internal ImmutableArray<JsonElement> Definitions => _status.Tools.Definitions;

    /// <summary>Completes when it has listed its tools, or failed, for the first time.</summary>
    internal Task FirstAnswer => _status.FirstAnswer;

    internal void Start() => _running = Task.Run(Run);

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _running;
        await _status.DisposeAsync();
        _circuits.Reset();
    }

    private async Task Run()
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                await using var session = await _connection.Open(_closing.Token);
                // Said before the session is closed, which takes its time where a process does not go.
                _status.Lost(await Serve(session));
            }
            catch (ConnectionFailedException e)
            {
                _status.Lost(e.Message);
            }
            catch (Exception e)
            {
                // Whatever else goes wrong, the upstream is tried again. Its words may hold secrets, its kind does not.
                if (!_closing.IsCancellationRequested)
                    _status.Lost($"it could not be connected ({e.GetType().Name})");
            }

            await Task.Delay(_backoff.Next(), _time, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Lists the tools and stays until the connection is gone; gives the reason.</summary>
    private async Task<string> Serve(Session session)
    {
        var since = _time.GetTimestamp();
        try
        {
            _circuits.Reset();
            _session = session;
            if (await List(session) is { } failure)
                return failure;
            if (session.IsModern)
                _ = new Subscription(session, _time).Keep(_closing.Token);
            await ListChanges(session);
            return _secrets.Hidden(session.Ending);
        }
        finally
        {
            _session = null;
            if (_time.GetElapsedTime(since) >= Stable)
                _backoff.Reset();
        }
    }

    private async Task ListChanges(Session session)
    {
        await foreach (var _ in session.ToolChanges.ReadAllAsync(_closing.Token))
        {
            await Task.Delay(Settled, _time, _closing.Token);
            session.ToolChanges.TryRead(out var _);
            if (await List(session) is { } failure && session.IsOpen)
                _status.NotListed(failure);
        }
    }

    /// <summary>Lists the tools; gives why it could not, and null when it could.</summary>
    private async Task<string?> List(Session session)
    {
        var listing = await ToolListing.Of(session, _server.Timeout, _closing.Token);
        _closing.Token.ThrowIfCancellationRequested();
        if (listing.Failure is { } failure)
            return _secrets.Hidden(failure);
        session.Know(listing.Tools);
        _status.Ready(listing);
        return null;
    }
}
