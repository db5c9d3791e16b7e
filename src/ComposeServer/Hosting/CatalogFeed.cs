using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.BuiltInTools;
using ComposeServer.Catalog;
using ComposeServer.Composing;
using ComposeServer.Configuration;
using ComposeServer.Library;
using ComposeServer.Upstreams;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Hosting;

/// <summary>Brings what upstreams, built-in tools and the library have into the catalog, whenever any of them changes.</summary>
internal sealed partial class CatalogFeed(
    LiveCatalog live, ToolLibrary library, UpstreamSet upstreams, Home home, TimeProvider time, ILogger<CatalogFeed> log)
{
    private IReadOnlyList<CallableTool> _builtIn = [];

    /// <summary>What servers listed last that are configured and not connected here: it is not forgotten for that.</summary>
    internal ImmutableSortedDictionary<string, ImmutableArray<JsonElement>> Unconnected { get; init; } =
        ImmutableSortedDictionary.Create<string, ImmutableArray<JsonElement>>(StringComparer.Ordinal);

    /// <summary>Fills the catalog, begins to follow, and begins to connect.</summary>
    internal void Start()
    {
        upstreams.Changed += OnUpstreams;
        library.Changed += OnLibrary;
        OnLibrary();
        Refill();
        upstreams.Start();
    }

    internal void Stop()
    {
        upstreams.Changed -= OnUpstreams;
        library.Changed -= OnLibrary;
    }

    /// <summary>Makes the built-in tools that the settings ask for.</summary>
    internal void Offer(BuiltInSettings settings)
    {
        var options = new BuiltInOptions([.. settings.FileRoots.Select(Path.GetFullPath)], settings.HttpHosts);
        Volatile.Write(ref _builtIn, [.. BuiltIns.Create(options, time).Select(tool => new CallableTool(tool, settings.Listed, IsDenied: false, Listing: default))]);
        Refill();
    }

    private void OnLibrary() => live.Swap(catalog => LibraryTools.Merge(catalog, library.Current));

    private void OnUpstreams()
    {
        Refill();
        try
        {
            UpstreamMemory.Save(home, Unconnected.SetItems(upstreams.Listed));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogNotRemembered(e.Message);
        }
    }

    private void Refill() => live.Swap(catalog =>
    {
        var snapshots = upstreams.Snapshots;
        var table = new CallableTable(
        [
            .. Volatile.Read(ref _builtIn),
            .. snapshots.SelectMany(s => s.Tools).Select(t => new CallableTool(t.Tool, t.Listed, t.Denied, t.Definition)),
        ]);
        var gone = catalog.Callable.Sorted.Where(t => table.Find(t.Tool.Name) is null).Select(t => t.Tool.Name);
        var departed = catalog.Departed.Union(gone).Except(table.Sorted.Select(t => t.Tool.Name));
        return catalog.With(callable: table, servers: [.. snapshots.Select(StateOf)], departed: departed);
    });

    private static ServerState StateOf(UpstreamSnapshot snapshot) => new(
        snapshot.Name,
        snapshot.State switch
        {
            UpstreamState.Connecting => "connecting",
            UpstreamState.Ready => "ready",
            UpstreamState.CircuitOpen => "circuit_open",
            _ => "failed",
        },
        snapshot.Error,
        snapshot.Tools.Length > 0)
    {
        OpenCircuits = snapshot.OpenCircuits,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "What the servers listed could not be kept for the next start: {Reason}")]
    private partial void LogNotRemembered(string reason);
}
