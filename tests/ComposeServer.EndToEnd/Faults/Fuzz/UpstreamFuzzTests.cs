using System.Text;
using System.Text.Json;
using ComposeServer.EndToEnd.Harness;
using ComposeServer.Engine.Tests.Fuzz.Inputs;

namespace ComposeServer.EndToEnd.Faults.Fuzz;

/// <summary>Whatever an upstream lists and answers: each call is answered once, each of its tools is usable or left out, and the program goes on.</summary>
public sealed class UpstreamFuzzTests : IDisposable
{
    private static readonly byte[][] Results =
    [
        """{"content":[{"type":"text","text":"{\"a\":1,\"b\":[1,2]}"},{"type":"image","data":"AAAA","mimeType":"image/png","annotations":{"audience":["user"]}}],"structuredContent":{"a":1,"q":[{"n":1.0},null]},"_meta":{"vendor":{"n":1}},"isError":false}"""u8.ToArray(),
        """{"content":[{"type":"text","text":"no such thing"}],"isError":true}"""u8.ToArray(),
        """{"content":[{"type":"resource","resource":{"uri":"file:///a","text":"t"}},{"type":"resource_link","uri":"file:///b","name":"b"}],"structuredContent":null}"""u8.ToArray(),
    ];

    // Its own requests are numbered from 1048577 on.
    private static readonly byte[][] Messages =
    [
        """{"jsonrpc":"2.0","id":1048600,"result":{"content":[]}}"""u8.ToArray(),
        """{"jsonrpc":"2.0","id":1048601,"error":{"code":-32000,"message":"no","data":{"a":1}}}"""u8.ToArray(),
        """{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":1048602,"progress":1,"total":2,"message":"m"}}"""u8.ToArray(),
        """{"jsonrpc":"2.0","id":"s-1","method":"sampling/createMessage","params":{"messages":[],"maxTokens":1}}"""u8.ToArray(),
        """{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":"x"}}"""u8.ToArray(),
    ];

    private static readonly byte[][] Tools =
    [
        """{"name":"NAME","title":"T","description":"Reads","inputSchema":{"$schema":"http://json-schema.org/draft-07/schema#","type":"object","properties":{"a":{"type":"string","pattern":"^a+$"},"b":{"$ref":"#/definitions/d"},"c":{"anyOf":[{"type":"integer"},{"type":"null"}]}},"required":["a"],"additionalProperties":false,"definitions":{"d":{"type":"array","items":{"enum":[1,"x"]}}}},"outputSchema":{"type":"object","properties":{"n":{"type":"integer","minimum":0}},"required":["n"]},"annotations":{"readOnlyHint":true}}"""u8.ToArray(),
        """{"name":"NAME","inputSchema":{"type":"object"},"_meta":{"x":1},"icons":[{"src":"data:,"}],"execution":{"taskSupport":"optional"}}"""u8.ToArray(),
    ];

    private readonly TestHome _home = new();

    [Fact]
    public async Task Any_answers_of_an_upstream_are_handed_on_or_failures()
    {
        var replies = FuzzPlan.Numbers(300).Select(number => Reply(new Chance("answers", number))).ToArray();
        _home.WithStandIn("u", $$$"""{ "tools": [{ "name": "x", "inputSchema": { "type": "object" } }], "calls": { "x": [{{{string.Join(",\n", replies)}}}] } }""");
        await using var program = await FuzzedProgram.Start(_home);
        await program.Client.Compose("""{"name":"through","description":"d","steps":[{"tool":"u__x","onError":"continue"},{"value":{"got":"$step1?","is":"{{ string(default($step1, 'none')) }}","blocks":"$steps.step1.content"} }]}""");
        for (var i = 0; i < replies.Length; i++)
        {
            await program.Hold([Line(i, i % 2 == 0 ? "u__x" : "through", "{}")]);
            program.AssertSound();
        }
    }

    [Fact]
    public async Task Any_tools_of_an_upstream_are_listed_and_planned_or_left_out()
    {
        // A list that nests deeper than a document may is none at all.
        var tools = FuzzPlan.Numbers(200).Select(Tool).Where(tool => Nests(tool, 58)).ToArray();
        _home.WithStandIn("u", $$"""{ "tools": [{{string.Join(",\n", tools)}}] }""");
        await using var program = await FuzzedProgram.Start(_home);
        var listed = (await program.Client.Names()).Where(name => name.StartsWith("u__", StringComparison.Ordinal)).ToArray();
        Assert.True(listed.Length > 0, string.Join("\n", program.Client.Process.Errors) + (await program.Client.Call("find_tools")).Structured.GetProperty("servers"));
        await program.Hold([.. listed.Select((name, i) => Line(i, "dynamic_tool_compose", $$$"""{"name":"d{{{i}}}","description":"d","dryRun":true,"steps":[{"tool":{{{Json.Quoted(name)}}},"params":{"a":"$input","b":[1],"zzz":"{{ 1 }}"}},{"value":"$step1.n"}]}"""))]);
        await program.Hold([.. listed.Select((name, i) => Line(i + 1_000, name, """{"a":"aaa","b":[1],"c":null}"""))]);
        await program.Hold([Line(9_999, "find_tools", "{}")]);
    }

    public void Dispose() => _home.Dispose();

    private static FuzzedLine Line(int number, string tool, string arguments) => FuzzedLine.Of(number, Encoding.UTF8.GetBytes(
        $"{{\"jsonrpc\":\"2.0\",\"id\":{number + GrownLine.FirstId},\"method\":\"tools/call\",\"params\":{{\"name\":{Json.Quoted(tool)},\"arguments\":{arguments}}}}}"));

    private static string Reply(Chance chance)
    {
        var damaged = Encoding.UTF8.GetString(Damage.ToParts(chance.Of(Results), chance.Of(Results), chance));
        // As deep as the stand-in reads its script.
        var result = Nests(damaged, 1_000) ? damaged : """{"content":[]}""";
        var nonsense = $",\"nonsense\":[{chance.Some(0, 2, ",", () => Json.Quoted(Encoding.UTF8.GetString(Damage.ToParts(chance.Of(Messages), chance.Of(Results), chance)).ReplaceLineEndings(" ")))}]";
        return chance.OneIn(6)
            ? $"{{\"error\":{{\"code\":{chance.Of(["-32602", "-32000", "7"])},\"message\":{Words.Quoted("no")},\"data\":{Words.Value(chance)}}}{nonsense}}}"
            : $"{{\"result\":{result}{nonsense}}}";
    }

    private static string Tool(int number)
    {
        var chance = new Chance("tools", number);
        return Encoding.UTF8.GetString(Damage.ToParts(chance.Of(Tools), chance.Of(Tools), chance)).Replace("NAME", $"t{number}", StringComparison.Ordinal);
    }

    private static bool Nests(string json, int most)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = most });
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
