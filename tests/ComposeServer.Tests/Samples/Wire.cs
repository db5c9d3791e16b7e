using System.Diagnostics;
using System.Text.Json;

namespace ComposeServer.Tests.Samples;

/// <summary>The program itself, started in the checkout, and a client that speaks plain JSON-RPC to it.</summary>
internal sealed class Wire : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _home = Directory.CreateTempSubdirectory("wire-").FullName;
    private readonly Process _program;
    private int _lastId;

    internal Wire()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.Root };
        foreach (var word in (string[])[Path.Combine(AppContext.BaseDirectory, "ComposeServer.dll"), "--home", _home])
            start.ArgumentList.Add(word);
        _program = Process.Start(start)!;
        _program.ErrorDataReceived += static (_, _) => { };
        _program.BeginErrorReadLine();
    }

    internal async Task Open()
    {
        await Ask("initialize", """{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"reader","version":"1"}}""");
        await Send("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
    }

    /// <summary>The <c>result</c> of a request.</summary>
    internal async Task<JsonElement> Ask(string method, string parameters)
    {
        var id = ++_lastId;
        await Send($$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}","params":{{parameters.ReplaceLineEndings(" ")}}}""");
        while (true)
        {
            var line = await _program.StandardOutput.ReadLineAsync().WaitAsync(Patience);
            Assert.NotNull(line);
            var message = JsonElement.Parse(line);
            if (message.TryGetProperty("id", out var answered) && answered.GetInt32() == id)
                return message.GetProperty("result");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _program.StandardInput.Close();
        await _program.WaitForExitAsync().WaitAsync(Patience);
        _program.Dispose();
        Directory.Delete(_home, recursive: true);
    }

    private async Task Send(string message)
    {
        await _program.StandardInput.WriteLineAsync(message);
        await _program.StandardInput.FlushAsync();
    }
}
