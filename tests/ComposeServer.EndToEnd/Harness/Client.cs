using System.Diagnostics;
using System.Text.Json;

namespace ComposeServer.EndToEnd.Harness;

/// <summary>A client of the real program, over its standard input and output.</summary>
internal sealed class Client : IAsyncDisposable
{
    internal const string Capabilities = """{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"end-to-end","version":"1"}}""";

    private const string Meta =
        """
        "io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{},"io.modelcontextprotocol/clientInfo":{"name":"end-to-end","version":"1"}
        """;

    private readonly Era _era;
    private int _lastId;

    private Client(LineProcess process, Era era) => (Process, _era) = (process, era);

    internal LineProcess Process { get; }

    /// <summary>The request that holds the stream of notices open (2026-07-28).</summary>
    internal int Subscription { get; private set; }

    /// <summary>Starts the program on a home, and says nothing yet.</summary>
    internal static Client Start(TestHome home, Era era = Era.Legacy) => new(new LineProcess(home.Program()), era);

    /// <summary>Starts the program on a home and greets it; it will tell of changes of its list.</summary>
    internal static Task<Client> Connect(TestHome home, Era era = Era.Legacy) => Connect(home.Program(), era);

    /// <param name="start">How the program is started.</param>
    /// <param name="era">How the client speaks.</param>
    /// <param name="lastId">The number before that of its first request.</param>
    internal static async Task<Client> Connect(ProcessStartInfo start, Era era = Era.Legacy, int lastId = 0)
    {
        var client = new Client(new LineProcess(start), era) { _lastId = lastId };
        await client.Greet();
        return client;
    }

    internal async Task Greet()
    {
        if (_era == Era.Legacy)
        {
            Assert.True((await Request("initialize", Capabilities)).Result.GetProperty("capabilities").GetProperty("tools").GetProperty("listChanged").GetBoolean());
            await Notify("notifications/initialized");
            return;
        }

        Assert.True((await Request("server/discover")).Result.GetProperty("capabilities").GetProperty("tools").GetProperty("listChanged").GetBoolean());
        Subscription = await Send("subscriptions/listen", """{"notifications":{"toolsListChanged":true}}""");
        await Process.Find(message => Is(message, "notifications/subscriptions/acknowledged"), "the acknowledgement of the subscription");
    }

    /// <summary>Sends a request and waits for its answer.</summary>
    internal async Task<Answer> Request(string method, string parameters = "{}") => await AnswerTo(await Send(method, parameters));

    /// <summary>Sends a request; gives its id.</summary>
    internal async Task<int> Send(string method, string parameters = "{}", string meta = "")
    {
        var id = Interlocked.Increment(ref _lastId);
        await Process.WriteLine($$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}","params":{{WithMeta(parameters, meta)}}}""");
        return id;
    }

    internal Task Notify(string method, string parameters = "{}") =>
        Process.WriteLine($$"""{"jsonrpc":"2.0","method":"{{method}}","params":{{WithMeta(parameters, "")}}}""");

    internal async Task<Answer> AnswerTo(int id, int from = 0)
    {
        var position = await Process.Find(message => IsAnswer(message) && message.GetProperty("id").TryGetInt32(out var other) && other == id, $"the answer to request {id}", from);
        return new Answer(Process[position], position);
    }

    internal Task<Answer> Call(string tool, string arguments = "{}") =>
        Request("tools/call", $$"""{"name":{{Json.Quoted(tool)}},"arguments":{{arguments}}}""");

    /// <summary>Composes a tool, which must be good.</summary>
    internal async Task<Answer> Compose(string definition) => (await Call("dynamic_tool_compose", definition)).Good();

    /// <summary>The tools of all pages of <c>tools/list</c>.</summary>
    internal Task<List<JsonElement>> ListTools() => Pages(cursor => Request("tools/list", cursor is null ? "{}" : $$"""{"cursor":{{Json.Quoted(cursor)}}}"""), answer => answer.Result);

    /// <summary>The names in all pages of <c>tools/list</c>.</summary>
    internal async Task<string[]> Names() => [.. (await ListTools()).Select(tool => tool.GetProperty("name").GetString()!)];

    /// <summary>The rows of all pages of <c>list_composed_tools</c>, or of those that it finds.</summary>
    internal async Task<List<JsonElement>> ListComposed(string query = "") => await Pages(
        cursor => Call("list_composed_tools", $$"""{"query":{{Json.Quoted(query)}}{{(cursor is null ? "" : $",\"cursor\":{Json.Quoted(cursor)}")}}}"""),
        answer => answer.Good().Structured);

    /// <summary>Waits until the list that the program gives is as wanted, asking whenever it says that it has changed.</summary>
    internal async Task NamesAre(Predicate<string[]> asWanted, string what)
    {
        while (true)
        {
            var from = Process.Count;
            if (asWanted(await Names()))
                return;
            await Changed(what, from);
        }
    }

    /// <summary>Waits for the notice that the list has changed; gives its position.</summary>
    internal Task<int> Changed(string what, int from) => Process.Find(IsListChanged, what, from);

    /// <summary>How many notices of a changed list came between two positions.</summary>
    internal int Changes(int from, int to) => Process.Between(from, to).Count(IsListChanged);

    public ValueTask DisposeAsync() => Process.DisposeAsync();

    internal static bool IsAnswer(JsonElement message) =>
        message.ValueKind == JsonValueKind.Object && !message.TryGetProperty("method", out _) && message.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.Number;

    private static async Task<List<JsonElement>> Pages(Func<string?, Task<Answer>> ask, Func<Answer, JsonElement> read)
    {
        var tools = new List<JsonElement>();
        string? cursor = null;
        do
        {
            var page = read(await ask(cursor));
            tools.AddRange(page.GetProperty("tools").EnumerateArray());
            cursor = page.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);
        return tools;
    }

    private static bool IsListChanged(JsonElement message) => Is(message, "notifications/tools/list_changed");

    private static bool Is(JsonElement message, string method) =>
        message.ValueKind == JsonValueKind.Object && message.TryGetProperty("method", out var said) && said.ValueEquals(method);

    private string WithMeta(string parameters, string meta)
    {
        var members = string.Join(',', new[] { _era == Era.Modern ? Meta : "", meta }.Where(part => part.Length > 0));
        if (members.Length == 0)
            return parameters.ReplaceLineEndings(" ");
        // A message is one line; line breaks of the tests' JSON stand between its tokens only.
        var rest = parameters.ReplaceLineEndings(" ").Trim()[1..].TrimStart();
        return $$$"""{"_meta":{{{{members}}}}{{{(rest == "}" ? "" : ",")}}}{{{rest}}}""";
    }
}
