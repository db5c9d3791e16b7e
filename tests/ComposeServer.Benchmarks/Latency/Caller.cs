using System.Diagnostics;
using System.Text;
using System.Text.Json;
using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.Benchmarks.Latency;

/// <summary>A server process, and a client of it that costs next to nothing: one line out, one line in, on one thread.</summary>
internal sealed class Caller : IDisposable
{
    private const string Greeting = """{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"benchmark","version":"1"}}""";

    private const string ModernMeta =
        """
        "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{},"io.modelcontextprotocol/clientInfo":{"name":"benchmark","version":"1"}}
        """;

    private readonly Process _process;
    private readonly Stream _input;
    private readonly LineReader _output;
    private readonly Era _era;
    private int _lastId;

    internal Caller(ProcessStartInfo start, Era era = Era.Legacy)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        _era = era;
        _process = Process.Start(start)!;
        // What it says there is not looked at; it must not fill its pipe.
        _process.ErrorDataReceived += static (_, _) => { };
        _process.BeginErrorReadLine();
        _input = _process.StandardInput.BaseStream;
        _output = new LineReader(_process.StandardOutput.BaseStream);
    }

    internal int ProcessId => _process.Id;

    /// <summary>The handshake of its era; gives the first answer.</summary>
    internal JsonElement Greet()
    {
        if (_era == Era.Modern)
            return Request("server/discover", "{}");
        var answer = Request("initialize", Greeting);
        Write("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        return answer;
    }

    /// <summary>Sends a request and reads its result.</summary>
    internal JsonElement Request(string method, string parameters)
    {
        var id = Send(method, parameters);
        while (true)
            if (Receive(out var answer) == id)
                return answer;
    }

    /// <summary>Calls a tool; gives the text of its result.</summary>
    internal string Call(string tool, string arguments) =>
        TextOf(Request("tools/call", $$"""{"name":"{{tool}}","arguments":{{arguments}}}"""));

    internal int Send(string method, string parameters)
    {
        var id = ++_lastId;
        var more = _era == Era.Legacy ? parameters : parameters == "{}" ? $"{{{ModernMeta}}}" : $"{{{ModernMeta},{parameters[1..]}";
        Write($$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}","params":{{more}}}""");
        return id;
    }

    /// <summary>Reads the next message; gives the id of the request that it answers, or 0.</summary>
    internal int Receive(out JsonElement result)
    {
        using var message = JsonDocument.Parse(_output.Next());
        result = default;
        if (message.RootElement.TryGetProperty("method", out _))
            return 0;
        if (message.RootElement.TryGetProperty("error", out var error))
            throw new InvalidOperationException(error.GetRawText());
        result = message.RootElement.GetProperty("result").Clone();
        return message.RootElement.GetProperty("id").GetInt32();
    }

    /// <summary>The text of a tool's result, which must be good.</summary>
    internal static string TextOf(JsonElement result) =>
        result.TryGetProperty("isError", out var isError) && isError.GetBoolean()
            ? throw new InvalidOperationException(result.GetRawText())
            : result.GetProperty("content")[0].GetProperty("text").GetString()!;

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(5)))
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private void Write(string line)
    {
        _input.Write(Encoding.UTF8.GetBytes(line + "\n"));
        _input.Flush();
    }
}
