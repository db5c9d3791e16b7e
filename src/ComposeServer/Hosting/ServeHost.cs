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
        await using var output = new OutputStream(Console.OpenStandardOutput());
        // Nothing else may reach the protocol's streams.
        Console.SetOut(Console.Error);
        Console.SetIn(TextReader.Null);
        await RunAsync(options, level, input, output, cancellationToken);
        return 0;
    }

    /// <summary>Serves one connection over two streams, until its input ends.</summary>
    internal static async Task RunAsync(HomeOptions options, LogLevel level, Stream source, Stream output, CancellationToken cancellationToken)
    {
        HandshakeWarmUp.Begin();
        var input = new InputStream(source, LongestLine);
        // One log for what is made here and for what the host makes.
        using var loggers = LoggerFactory.Create(logging => StandardErrorLog.Configure(logging, level));
        var inFlight = new RequestsInFlight();
        var signal = new ListSignal();
        await using var opening = new Opening(options, signal.Touch, loggers);
        using var host = Build(opening, signal, inFlight, loggers, input, output);
        var life = host.Services.GetRequiredService<IHostApplicationLifetime>();
        _ = StopAtEndOfInput(input, inFlight, life);
        _ = StopWhenNotOpened(opening, life);
        await host.RunAsync(cancellationToken);
        // Says why it could not be opened, if so.
        await opening.Composition;
    }

    private static IHost Build(Opening opening, ListSignal signal, RequestsInFlight inFlight, ILoggerFactory loggers, Stream input, Stream output)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton(loggers);
        builder.Services
            .AddMcpServer(server => McpSetup.Configure(server, opening.Composition, signal, inFlight, loggers))
            .WithStreamServerTransport(input, output);
        return builder.Build();
    }

    private static async Task StopWhenNotOpened(Opening opening, IHostApplicationLifetime life)
    {
        await ((Task)opening.Composition).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!opening.Composition.IsCompletedSuccessfully)
            life.StopApplication();
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
}
