using System.Globalization;

namespace ComposeServer.Engine.Tests.Fuzz.Inputs;

/// <summary>JSON-RPC messages, a line each, that grow out of the protocol.</summary>
internal sealed class GrownLine(Chance chance, int number)
{
    /// <summary>The id of the first line; above all ids that stand in lines by chance.</summary>
    internal const int FirstId = 5_000_000;

    private static readonly string[] Methods =
    [
        "ping", "tools/list", "tools/call", "tools/call", "tools/call", "initialize", "server/discover", "prompts/list", "resources/list", "resources/read", "logging/setLevel", "completion/complete", "sampling/createMessage",
        "elicitation/create", "roots/list", "tasks/list", "notifications/initialized", "notifications/cancelled", "notifications/progress", "notifications/roots/list_changed", "no/such", "", "TOOLS/CALL", "rpc.discover",
    ];

    private static readonly string[] Tools =
        ["find_tools", "list_composed_tools", "call_composed_tool", "remove_composed_tool", "dynamic_tool_compose", "files__list", "files__read_text", "files__search", "http__fetch", "fuzz_same", "no_such_tool", "s__echo", ""];

    internal string Text() => $"{{\"jsonrpc\":\"2.0\"{Id()},\"method\":{Words.Quoted(chance.Of(Methods))}{Params()}}}";

    // Ids that tell which line they are of, so that each answer is known.
    private string Id() => chance.Below(12) switch
    {
        0 => "",
        1 => $",\"id\":{Words.Value(chance)}",
        2 or 3 => string.Create(CultureInfo.InvariantCulture, $",\"id\":\"line-{number + FirstId}\""),
        4 => string.Create(CultureInfo.InvariantCulture, $",\"id\":-{number + FirstId}"),
        _ => string.Create(CultureInfo.InvariantCulture, $",\"id\":{number + FirstId}"),
    };

    private string Params() => chance.Below(8) switch
    {
        0 => "",
        1 => $",\"params\":{Words.Value(chance)}",
        2 => $",\"params\":{{{Members()}}}",
        _ => $",\"params\":{{\"name\":{Words.Quoted(chance.Of(Tools))},\"arguments\":{Arguments()}{(chance.OneIn(5) ? ",\"_meta\":" + Meta() : "")}}}",
    };

    private string Arguments() => chance.Below(6) switch
    {
        0 => Words.Value(chance),
        1 => new GrownDefinition(chance, ["s__echo", "files__list", "fuzz_same"]).Text("fuzz_same"),
        2 => $"{{\"name\":\"fuzz_same\",\"arguments\":{{{Members()}}}}}",
        _ => $"{{{Members()}}}",
    };

    private string Meta() => chance.Below(4) switch
    {
        0 => "{\"progressToken\":1}",
        1 => "{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{}}",
        2 => "{\"traceparent\":\"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\"}",
        _ => Words.Value(chance),
    };

    private string Members() => chance.Some(0, 4, ",", () => $"{Words.Name(chance)}:{Words.Value(chance)}");
}
