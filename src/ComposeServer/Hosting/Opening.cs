using ComposeServer.Configuration;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Hosting;

/// <summary>The composition that is served, opened on a thread of its own while the handshake goes on, which needs nothing of it.</summary>
internal sealed class Opening : IAsyncDisposable
{
    private readonly HomeOptions _options;
    private readonly Action _changed;
    private readonly ILoggerFactory _loggers;
    private ConfigurationWatch? _watch;

    /// <param name="options">Where its home is.</param>
    /// <param name="changed">Hears that the list of tools is another.</param>
    /// <param name="loggers">The log.</param>
    internal Opening(HomeOptions options, Action changed, ILoggerFactory loggers)
    {
        (_options, _changed, _loggers) = (options, changed, loggers);
        Composition = Task.Run(Open);
    }

    /// <summary>Completes when all is open that is on this machine; upstreams are being connected then.</summary>
    internal Task<Composition> Composition { get; }

    public async ValueTask DisposeAsync()
    {
        await ((Task)Composition).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _watch?.Dispose();
        if (!Composition.IsCompletedSuccessfully)
            return;
        var composition = await Composition;
        composition.Live.Changed -= _changed;
        await composition.DisposeAsync();
    }

    private Composition Open()
    {
        var composition = Hosting.Composition.Open(_options, static _ => true, _loggers, TimeProvider.System);
        composition.Live.Changed += _changed;
        _watch = Watch(composition);
        return composition;
    }

    private ConfigurationWatch Watch(Composition composition)
    {
        var watch = new ConfigurationWatch(
            _options.Config ?? composition.Home.Servers, composition.Home.Settings, _loggers.CreateLogger<ConfigurationWatch>(), TimeProvider.System);
        watch.ServersChanged += composition.Apply;
        watch.SettingsChanged += composition.Apply;
        watch.Start(composition.Servers);
        return watch;
    }
}
