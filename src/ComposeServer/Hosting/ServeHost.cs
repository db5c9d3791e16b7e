using ComposeServer.Configuration;
using ComposeServer.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Hosting;

/// <summary>Serves MCP over standard input and output until the input ends or the process is told to stop.</summary>
internal static class ServeHost
{
    /// <summary>The longest line that is read: a value of 8 MiB as escaped JSON, and more.</summary>
    private const int LongestLine = 32 * 1024 * 1024;

    /// <summary>How long accepted requests are given when the input has ended.</summary>
    private static readonly TimeSpan Drain = TimeSpan.FromMilliseconds(500);

    internal static async Task<int> RunAsync(HomeOptions options, LogLevel level, CancellationToken cancellationToken)
    {
        var input = Console.OpenStandardInput();
        await using var output = new BufferedStream(Console.OpenStandardOutput());
        // Nothing else may reach the protocol's streams.
        Console.SetOut(Console.Error);
        Console.SetIn(TextReader.Null);
        await RunAsync(options, level, input, output, cancellationToken);
        return 0;
    }

    /// <summary>Serves one connection over two streams, until its input ends.</summary>
    internal static async Task RunAsync(HomeOptions options, LogLevel level, Stream source, Stream output, CancellationToken cancellationToken)
    {
        var input = new InputStream(source, LongestLine);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        StandardErrorLog.Configure(builder.Logging, level);
        using var loggers = LoggerFactory.Create(logging => StandardErrorLog.Configure(logging, level));
        await using var composition = Composition.Open(options, static _ => true, loggers, TimeProvider.System);
        var inFlight = new RequestsInFlight();
        var signal = new ListSignal();
        composition.Live.Changed += signal.Touch;
        builder.Services
            .AddMcpServer(server => McpSetup.Configure(server, composition, signal, inFlight, loggers))
            .WithStreamServerTransport(input, output);
        using var host = builder.Build();
        using var watch = Watch(options, composition, loggers);
        _ = StopAtEndOfInput(input, inFlight, host.Services.GetRequiredService<IHostApplicationLifetime>());
        await host.RunAsync(cancellationToken);
        composition.Live.Changed -= signal.Touch;
    }

    private static async Task StopAtEndOfInput(InputStream input, RequestsInFlight inFlight, IHostApplicationLifetime life)
    {
        await input.Ended;
        // What was read last may not have been taken up yet.
        await Task.Delay(TimeSpan.FromMilliseconds(50));
        for (var waited = TimeSpan.Zero; inFlight.Any && waited < Drain; waited += TimeSpan.FromMilliseconds(10))
            await Task.Delay(TimeSpan.FromMilliseconds(10));
        life.StopApplication();
    }

    private static ConfigurationWatch Watch(HomeOptions options, Composition composition, ILoggerFactory loggers)
    {
        var watch = new ConfigurationWatch(
            options.Config ?? composition.Home.Servers, composition.Home.Settings, loggers.CreateLogger<ConfigurationWatch>(), TimeProvider.System);
        watch.ServersChanged += composition.Apply;
        watch.SettingsChanged += composition.Apply;
        watch.Start(composition.Servers);
        return watch;
    }
}
