using System.Diagnostics;
using System.Text.Json;
using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.EndToEnd;

/// <summary>Upstreams that know MCP 2026-07-28 only, on the TypeScript SDK: over standard input and output, and over streamable HTTP.</summary>
public sealed class ModernUpstreamTests : IAsyncLifetime
{
    private static readonly string Script = Places.Server("modern.mjs");

    private readonly TestHome _home = new();
    private LineProcess? _listener;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_listener is not null)
            await _listener.DisposeAsync();
        _home.Dispose();
    }

    [NeedsNodeTheory]
    [InlineData("stdio")]
    [InlineData("http")]
    public async Task Its_tools_are_listed_and_are_steps_of_composed_tools(string transport)
    {
        await using var client = await Connect(transport);
        Assert.DoesNotContain("up__late", await client.Names());
        await client.Compose("""{"name":"welcome","description":"d","parameters":{"who":"string"},"steps":[{"tool":"up__greet","params":{"name":"$input.who"}},{"value":"{{ upper($step1.greeting) }}"}]}""");
        Assert.Equal("HELLO, 冬 🎉", (await client.Call("welcome", """{"who":"冬 🎉"}""")).Good().Text);
        Assert.Equal("no plums", (await client.Call("up__refuse")).Bad().Text);
        // Nobody is asked on behalf of an upstream, and it is told so beforehand.
        Assert.Contains("Cannot request input", (await client.Call("up__ask")).Bad().Text, StringComparison.Ordinal);
    }

    [NeedsNodeTheory]
    [InlineData("stdio", "no headers")]
    [InlineData("http", "=?base64?w7xi?=")]
    public async Task A_parameter_that_is_a_header_too_goes_as_one_where_there_are_headers(string transport, string header)
    {
        await using var client = await Connect(transport);
        await client.Compose("""{"name":"way","description":"d","parameters":{"to":"string"},"steps":[{"tool":"up__route","params":{"region":"$input.to"}}]}""");
        Assert.Equal(header, (await client.Call("way", """{"to":"üb"}""")).Good().Text);
    }

    [NeedsNodeTheory]
    [InlineData("stdio")]
    [InlineData("http")]
    public async Task Its_progress_reaches_the_caller_in_order_before_the_answer(string transport)
    {
        await using var client = await Connect(transport);
        var id = await client.Send("tools/call", """{"name":"up__count","arguments":{}}""", "\"progressToken\":7");
        var answer = await client.AnswerTo(id);
        Assert.Equal("counted", answer.Good().Text);
        var progress = client.Process.Between(0, answer.Position).Where(message => IsNotice(message, "notifications/progress"));
        Assert.Equal([1, 2, 3], progress.Select(message => message.GetProperty("params").GetProperty("progress").GetInt32()));
    }

    [NeedsNodeTheory]
    [InlineData("stdio")]
    [InlineData("http")]
    public async Task A_call_that_is_given_up_is_given_up_there_too(string transport)
    {
        await using var client = await Connect(transport);
        await client.Compose("""{"name":"hasty","description":"d","steps":[{"tool":"up__hang","timeout":"300ms"}]}""");
        Assert.Contains("0.3 s", (await client.Call("hasty")).Bad().Text, StringComparison.Ordinal);
        await Wait.Until(async () => (await client.Call("up__given_up")).Good().Text == "1", "the end of the call upstream");
    }

    [NeedsNodeTheory]
    [InlineData("stdio")]
    [InlineData("http")]
    public async Task What_changes_in_its_list_changes_ours(string transport)
    {
        await using var client = await Connect(transport);
        Assert.Equal("grown", (await client.Call("up__grow")).Good().Text);
        await client.NamesAre(names => names.Contains("up__late"), "the new tool");
        Assert.Equal("better than never", (await client.Call("up__late")).Good().Text);
    }

    private async Task<Client> Connect(string transport)
    {
        if (transport == "stdio")
            _home.With("up", $$"""{"command":"node","args":[{{Json.Quoted(Script)}},"stdio"]}""");
        else
            _home.With("up", $$"""{"url":"http://127.0.0.1:{{await Listen()}}/mcp"}""");
        var client = await Client.Connect(_home);
        await client.NamesAre(names => names.Contains("up__greet"), "the tools of the server");
        return client;
    }

    private async Task<int> Listen()
    {
        _listener = new LineProcess(new ProcessStartInfo("node", [Script, "http"]));
        return _listener[await _listener.Find(message => message.TryGetProperty("port", out _), "its port")].GetProperty("port").GetInt32();
    }

    private static bool IsNotice(JsonElement message, string method) => message.TryGetProperty("method", out var said) && said.ValueEquals(method);
}
