using System.Diagnostics;
using System.Text;
using ComposeServer.Configuration;
using ModelContextProtocol.Client;

namespace ComposeServer.Upstreams;

/// <summary>The process of a stdio server: started with its own environment, ended with all that it started itself.</summary>
internal sealed class Child : IDisposable
{
    // The whole program must be gone within five seconds.
    internal static readonly TimeSpan AfterEndOfInput = TimeSpan.FromSeconds(2);

    private readonly Process _process;

    private Child(Process process) => _process = process;

    internal Stream Input => _process.StandardInput.BaseStream;

    internal Stream Output => _process.StandardOutput.BaseStream;

    /// <param name="start">How it is started.</param>
    /// <param name="output">Hears the lines that it writes to its standard error.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    internal static Child Start(ProcessStartInfo start, ChildOutput output)
    {
        var process = new Process { StartInfo = start };
        process.ErrorDataReceived += (_, line) => output.HearError(line.Data ?? "");
        process.Start();
        process.BeginErrorReadLine();
        return new Child(process);
    }

    /// <summary>How it is to be started.</summary>
    /// <exception cref="IOException">What is configured cannot be used; the message holds no secrets.</exception>
    internal static ProcessStartInfo Setup(UpstreamConfiguration server)
    {
        var environment = ChildEnvironment.Of(server);
        var directory = server.WorkingDirectory ?? Environment.CurrentDirectory;
        if (!Directory.Exists(directory))
            throw new IOException("its \"cwd\" is not a folder");
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var (command, arguments) = CommandPath.Of(server.Command, server.Arguments, directory, environment.GetValueOrDefault("PATH") ?? "");
        var start = new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = utf8,
            CreateNoWindow = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return start;
    }

    /// <summary>Ends its input, and ends it when that is not enough; tells what is known of its end.</summary>
    internal async Task<StdioClientCompletionDetails> End()
    {
        CloseInput();
        using var patience = new CancellationTokenSource(AfterEndOfInput);
        // Its last words are waited for, too.
        await _process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_process.HasExited)
            return new StdioClientCompletionDetails { ProcessId = _process.Id, ExitCode = _process.ExitCode };
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(AfterEndOfInput).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return new StdioClientCompletionDetails { ProcessId = _process.Id };
    }

    public void Dispose() => _process.Dispose();

    private void CloseInput()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has closed it already.
        }
    }
}
