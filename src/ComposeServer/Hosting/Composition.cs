using System.Collections.Immutable;
using ComposeServer.Catalog;
using ComposeServer.Composing;
using ComposeServer.Composing.Blueprints;
using ComposeServer.Configuration;
using ComposeServer.Library;
using ComposeServer.Server;
using ComposeServer.Server.OwnTools;
using ComposeServer.Server.Questions;
using ComposeServer.Telemetry;
using ComposeServer.Upstreams;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Hosting;

/// <summary>Everything that a verb of the program works with, put together; owns it all.</summary>
internal sealed class Composition : IAsyncDisposable
{
    private readonly ToolLibrary _library;
    private readonly UpstreamSet _upstreams;
    private readonly CatalogFeed _feed;
    private readonly TelemetryExport _telemetry;
    private readonly SuspendedRuns _suspended;
    private readonly TimeProvider _time;

    private Composition(Home home, StartUpFiles files, Func<UpstreamConfiguration, bool> connects, ILoggerFactory loggers, TimeProvider time)
    {
        (Home, Servers, _time) = (home, files.Servers, time);
        _telemetry = new TelemetryExport(ProgramVersion.Text, loggers.CreateLogger<TelemetryExport>());
        _suspended = new SuspendedRuns(time);
        Rounds = new Rounds(_suspended, time);
        var remembered = UpstreamMemory.Load(home);
        _library = ToolLibrary.Open(home, new LibraryLimits { MaxTools = files.Settings.Limits.Tools }, loggers.CreateLogger<ToolLibrary>(), time);
        _upstreams = new UpstreamSet(files.Servers.Where(connects), remembered, loggers, time);
        Live = new LiveCatalog(new CatalogSnapshot
        {
            Engine = EngineSettings.Engine(files.Settings.Limits, time, Figures),
            OwnTools = OwnToolSet.Names,
            Ready = ReadyBlueprints.All,
            MaxTools = files.Settings.Limits.Tools,
        });
        Waits = new ServerWaits(_upstreams, remembered.Keys, files.Settings.StartupWait, time);
        Composer = new Composer(Live, _library, Policy, time);
        OwnTools = new OwnToolSet(Live, Composer, new ComposedRunner(Live, Figures, Face));
        _feed = new CatalogFeed(Live, _library, _upstreams, home, time, loggers.CreateLogger<CatalogFeed>())
        {
            Unconnected = remembered
                .Where(server => files.Servers.Any(configured => configured.Name == server.Key && !connects(configured)))
                .ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
        Face.FirstAnswers = Waits.FirstAnswers;
        Face.WaitForServerOf = Waits.ForServerOf;
        Policy.WaitForServers = Waits.ForServersIn;
        Take(files.Settings);
    }

    internal Home Home { get; }

    /// <summary>The upstreams that the configuration had at start.</summary>
    internal ImmutableArray<UpstreamConfiguration> Servers { get; }

    internal LiveCatalog Live { get; }

    internal Composer Composer { get; }

    internal OwnToolSet OwnTools { get; }

    internal Rounds Rounds { get; }

    internal ServerWaits Waits { get; }

    internal RunFigures Figures { get; } = new();

    internal FaceSettings Face { get; } = new();

    internal ComposePolicy Policy { get; } = new();

    /// <summary>Opens the home, fills the catalog, and begins to connect upstreams.</summary>
    /// <param name="options">Where it is.</param>
    /// <param name="connects">Which upstreams are to be connected.</param>
    /// <param name="loggers">The log.</param>
    /// <param name="time">The clock.</param>
    internal static Composition Open(HomeOptions options, Func<UpstreamConfiguration, bool> connects, ILoggerFactory loggers, TimeProvider time)
    {
        var home = Home.Locate(options.Home);
        var files = StartUpFiles.Read(home, options.Config, loggers.CreateLogger<StartUpFiles>());
        var composition = new Composition(home, files, connects, loggers, time);
        composition._feed.Start();
        return composition;
    }

    /// <summary>Takes new settings over, without a restart; runs in progress keep what they started with.</summary>
    internal void Apply(Settings settings)
    {
        Take(settings);
        Live.Swap(catalog => catalog.With(engine: EngineSettings.Engine(settings.Limits, _time, Figures)));
    }

    /// <summary>Takes new upstreams over; those that did not change keep their connections.</summary>
    internal void Apply(ImmutableArray<UpstreamConfiguration> servers) => _upstreams.Apply(servers);

    public async ValueTask DisposeAsync()
    {
        _feed.Stop();
        // What these undo and clean up needs the upstreams.
        await _suspended.DisposeAsync();
        await _upstreams.DisposeAsync();
        _library.Dispose();
        Composer.Dispose();
        _telemetry.Dispose();
    }

    private void Take(Settings settings)
    {
        Policy.MayCompose = settings.MayCompose;
        Policy.AsksFirst = settings.AsksToCompose;
        Policy.DefinitionBytes = settings.Limits.DefinitionBytes;
        Face.ListComposed = settings.ListComposed;
        _telemetry.Apply(settings.Telemetry);
        _feed.Offer(settings.BuiltIn);
    }
}
