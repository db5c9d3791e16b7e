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

    /// <summary>How long what was read may take to be taken up when the input has ended.</summary>
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(3);

    /// <summary>When no message has been taken up for so long, those that are missing were none.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(100);

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
        // One log for what is made here and for what the host makes.
        using var loggers = LoggerFactory.Create(logging => StandardErrorLog.Configure(logging, level));
        builder.Services.AddSingleton(loggers);
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
        await TakenUp(input, inFlight);
        for (var start = TimeProvider.System.GetTimestamp(); inFlight.Any && TimeProvider.System.GetElapsedTime(start) < Drain;)
            await Task.Delay(TimeSpan.FromMilliseconds(10));
        input.Finish();
        life.StopApplication();
    }

    // At the very start this takes longer than the answers do; and messages are taken up side by side, so that the last may overtake others.
    private static async Task TakenUp(InputStream input, RequestsInFlight inFlight)
    {
        await Task.WhenAny(inFlight.EndCame, Task.Delay(LongestStart));
        for (var before = -1; inFlight.Messages < input.Lines && inFlight.Messages != before;)
        {
            before = inFlight.Messages;
            await Task.Delay(Quiet);
        }
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
