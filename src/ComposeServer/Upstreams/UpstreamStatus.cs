using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.Configuration;
using ComposeServer.Engine.Tools;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Upstreams;

/// <summary>What is known of an upstream, and how it changes; every change is told, and said in the log once.</summary>
internal sealed partial class UpstreamStatus : IAsyncDisposable
{
    // While an upstream restarts its tools stay listed for so long (section 11 of the contract).
    internal static readonly TimeSpan Grace = TimeSpan.FromSeconds(60);

    private readonly UpstreamConfiguration _server;
    private readonly Func<string, ToolInvoker> _invoke;
    private readonly Action _changed;
    private readonly ILogger _logger;
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer _grace;
    private readonly Lock _gate = new();
    private volatile ToolSet _tools;
    private volatile UpstreamSnapshot _snapshot;

    internal UpstreamStatus(
        UpstreamConfiguration server, ImmutableArray<JsonElement> remembered, Func<string, ToolInvoker> invoke, Action changed, ILogger logger, TimeProvider time)
    {
        (_server, _invoke, _changed, _logger) = (server, invoke, changed, logger);
        _tools = ToolSet.Of(server, remembered, invoke);
        _snapshot = new UpstreamSnapshot { Name = server.Name, State = UpstreamState.Connecting, Tools = _tools.Tools };
        _grace = time.CreateTimer(_ => WithdrawTools(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    internal UpstreamSnapshot Snapshot => _snapshot;

    /// <summary>What it listed last, usable or not.</summary>
    internal ToolSet Tools => _tools;

    /// <summary>Completes when it has listed its tools, or failed, for the first time.</summary>
    internal Task FirstAnswer => _first.Task;

    /// <summary>It has listed its tools.</summary>
    internal void Ready(ToolListing listing)
    {
        // Many servers announce changes that are none.
        if (_snapshot.State == UpstreamState.Ready && _tools.Lists(listing.Tools))
            return;
        var tools = ToolSet.Of(_server, listing.Tools, _invoke);
        Report(listing, tools);
        lock (_gate)
        {
            _grace.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _tools = tools;
            _snapshot = new UpstreamSnapshot { Name = _server.Name, State = UpstreamState.Ready, Tools = tools.Tools, EverAnswered = true };
        }

        _changed();
        _first.TrySetResult();
    }

    /// <summary>Its tools could not be listed again, though it is connected.</summary>
    internal void NotListed(string why) => LogOddity(_server.Name, why);

    /// <summary>It could not be connected, or its connection is gone.</summary>
    internal void Lost(string why)
    {
        UpstreamSnapshot before;
        lock (_gate)
        {
            before = _snapshot;
            // The first loss starts the time for which the tools stay; further ones do not lengthen it.
            if (before.Error is null)
                _grace.Change(Grace, Timeout.InfiniteTimeSpan);
            var isRestarting = before.EverAnswered && before.State != UpstreamState.Failed;
            _snapshot = before with { State = isRestarting ? UpstreamState.Connecting : UpstreamState.Failed, Error = why };
        }

        if (before.Error != why)
        {
            LogLost(_server.Name, why);
            _changed();
        }

        _first.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await _grace.DisposeAsync();
        _first.TrySetResult();
    }

    private void WithdrawTools()
    {
        lock (_gate)
        {
            if (_snapshot.State == UpstreamState.Ready)
                return;
            if (!_snapshot.Tools.IsEmpty)
                LogWithdrawn(_server.Name);
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

    [LoggerMessage(Level = LogLevel.Information, Message = "Server \"{Server}\" is connected, with {Count} tools.")]
    private partial void LogReady(string server, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Server \"{Server}\" is not connected, and is tried again: {Why}.")]
    private partial void LogLost(string server, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Server \"{Server}\" has been gone for a minute: its tools are withdrawn until it is back.")]
    private partial void LogWithdrawn(string server);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Server \"{Server}\": {What}.")]
    private partial void LogOddity(string server, string what);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Server \"{Server}\": a tool {Problem}.")]
    private partial void LogMalformed(string server, string problem);
}
