using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.EndToEnd.Faults;

/// <summary>A program with two upstreams: a sick one, and a well one that is called all the while and must answer as if nothing were.</summary>
internal sealed class Ward : IAsyncDisposable
{
    // The well one's timeout: a call of it that the sick one holds up for so long fails.
    private const string Well = """
        { "tools": [{ "name": "echo", "inputSchema": { "type": "object" }, "annotations": { "readOnlyHint": true } }], "calls": { "echo": { "echo": true } } }
        """;

    private int _wellCalls;

    private Ward(TestHome home, Client client) => (Home, Client) = (home, client);

    internal TestHome Home { get; }

    internal Client Client { get; }

    /// <summary>How many calls of the well one have been answered.</summary>
    internal int WellCalls => _wellCalls;

    /// <summary>The process of the sick one that was started last.</summary>
    internal int SickProcess => Home.Starts("sick")[^1];

    /// <summary>Starts it; the sick one has tools of these names, each of which does what a member of <paramref name="calls"/> says.</summary>
    /// <param name="calls">The replies, as in a script.</param>
    /// <param name="more">More of the entry in servers.json.</param>
    /// <param name="script">More of the script.</param>
    internal static async Task<Ward> Open(string calls, string more = "\"timeout\":\"20s\"", string script = "\"era\":\"both\"")
    {
        var names = Json.Parse(calls).EnumerateObject().Select(call => call.Name).ToArray();
        var tools = string.Join(',', names.Select(name => $$"""{"name":"{{name}}","inputSchema":{"type":"object"} }"""));
        var home = new TestHome()
            .WithStandIn("well", Well, "\"timeout\":\"5s\"")
            .WithStandIn("sick", $$"""{ "record": "$RECORD", "tools": [{{tools}}], {{script}}, "calls": {{calls}} }""", more);
        var ward = new Ward(home, await Client.Connect(home));
        await ward.Client.NamesAre(listed => listed.Contains("well__echo") && names.All(name => listed.Contains($"sick__{name}")), "the tools of both");
        await ward.Client.Compose("""{"name":"use_well","description":"d","parameters":{"n":"integer"},"steps":[{"tool":"well__echo","params":{"n":"$input.n"} }]}""");
        foreach (var name in names)
            await ward.Client.Compose($$"""{"name":"use_{{name}}","description":"d","parameters":{"x?":{} },"steps":[{"tool":"sick__{{name}}","params":{"x":"$input.x?"} }]}""");
        return ward;
    }

    /// <summary>Calls the sick one's tool as the only step of a composed tool, and the well one until that is answered.</summary>
    internal Task<Answer> Use(string tool, string arguments = "{}") => Meanwhile(Client.Call($"use_{tool}", arguments));

    /// <summary>Waits for an answer, and calls the well one until it is there.</summary>
    internal async Task<Answer> Meanwhile(Task<Answer> answer)
    {
        do
        {
            await UseWell();
            await Task.WhenAny(answer, Task.Delay(10));
        }
        while (!answer.IsCompleted);
        return await answer;
    }

    /// <summary>Waits until the sick one's tool is answered as it should be.</summary>
    internal Task WellAgain(string tool, string text) => Wait.Until(async () => await Use(tool) is { IsError: false } answer && answer.Text == text, $"a good answer of {tool}");

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        Home.Dispose();
    }

    private async Task UseWell()
    {
        var number = ++_wellCalls;
        Assert.Equal(number, (await Client.Call("use_well", $$"""{"n":{{number}}}""")).Good().Structured.GetProperty("n").GetInt32());
    }
}
