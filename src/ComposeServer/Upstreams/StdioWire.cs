using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ComposeServer.Configuration;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Upstreams;

/// <summary>A child process as an upstream: a message a line on its standard input and output (MCP, stdio transport).</summary>
/// <remarks>
/// Not the SDK's transport, because that drops messages which it cannot decode without a word of it, so that their calls would
/// hang, and gives values in a form that cannot carry every JSON text.
/// </remarks>
internal sealed partial class StdioWire : IWire
{
    // Descendants of a dead child may hold its output open.
    private static readonly TimeSpan DrainAfterExit = TimeSpan.FromSeconds(1);

    private readonly string _server;
    private readonly Process _process;
    private readonly ILogger _logger;
    private readonly ErrorOutput _errors;
    private readonly Channel<byte[]> _outgoing = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _writing;
    private bool _spokeNonsense;

    private StdioWire(string server, Process process, Secrets secrets, ILogger logger)
    {
        (_server, _process, _logger) = (server, process, logger);
        _errors = new ErrorOutput(server, process.StandardError.BaseStream, secrets, logger, _closing.Token);
        _writing = Write();
        _ = CloseAfterExit();
    }

    public string Ending { get; private set; } = "it was closed";

    /// <summary>Starts the program.</summary>
    /// <exception cref="IOException">It could not be started.</exception>
    internal static StdioWire Start(UpstreamConfiguration server, Secrets secrets, ILogger logger) =>
        new(server.Name, ChildProcess.Start(server), secrets, logger);

    public Task<Answer?> Send(byte[] message, CancellationToken cancellationToken)
    {
        // A child that does not read must not make callers wait here: the answer's time limit covers it.
        _outgoing.Writer.TryWrite(message);
        return Task.FromResult<Answer?>(null);
    }

    public async IAsyncEnumerable<IncomingMessage> Receive([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
        var lines = MessageLines.Read(_process.StandardOutput.BaseStream, either.Token).GetAsyncEnumerator(CancellationToken.None);
        while (await Next(lines))
            if (IncomingMessage.Read(lines.Current) is { } message)
                yield return message;
            else
                SayNonsense();
    }

    public async ValueTask DisposeAsync()
    {
        _outgoing.Writer.TryComplete();
        await ChildProcess.End(_process);
        await _closing.CancelAsync();
        await Task.WhenAll(_writing, _errors.Ended).WaitAsync(DrainAfterExit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _process.Dispose();
    }

    private async Task<bool> Next(IAsyncEnumerator<byte[]> lines)
    {
        try
        {
            if (await lines.MoveNextAsync())
                return true;
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            if (e is IOException)
                Ending = e.Message;
        }

        await SayEnding();
        return false;
    }

    private async Task SayEnding()
    {
        if (_closing.IsCancellationRequested && !HasExited())
            return;
        var exited = await ChildProcess.Exited(_process, DrainAfterExit);
        await _errors.Ended.WaitAsync(TimeSpan.FromMilliseconds(200)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var how = exited ? $"it exited with code {_process.ExitCode}" : "it closed its output";
        Ending = $"{how}{(_spokeNonsense ? ", and what it wrote to its output is not MCP" : "")}{_errors}";
    }

    private bool HasExited()
    {
        try
        {
            return _process.HasExited;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    private async Task CloseAfterExit()
    {
        await _process.WaitForExitAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.Delay(DrainAfterExit);
        await _closing.CancelAsync();
    }

    private async Task Write()
    {
        var input = _process.StandardInput.BaseStream;
        try
        {
            await foreach (var message in _outgoing.Reader.ReadAllAsync())
            {
                await input.WriteAsync(message);
                await input.WriteAsync("\n"u8.ToArray());
                await input.FlushAsync();
            }
        }
        catch (IOException)
        {
            // It does not listen any more; that its output ends too says the rest.
        }

        _process.StandardInput.Close();
    }

    private void SayNonsense()
    {
        if (!_spokeNonsense)
            LogNonsense(_server);
        _spokeNonsense = true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Server \"{Server}\" writes lines to its standard output that are not JSON-RPC messages; they are passed over. A server must log to its standard error.")]
    private partial void LogNonsense(string server);
}
