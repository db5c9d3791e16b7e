using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.EndToEnd;

/// <summary>Values on their way from one upstream to the next: none changes its type or its spelling.</summary>
public sealed class ValuesTests : IDisposable
{
    private const string Values =
        """{"big":12345678901234567890,"negative":-98765432109876543210,"huge":1e400,"spelled":1.0,"minusZero":-0,"nested":{"a":{"b":[1,[2,{"c":null}],[]],"d":{}}},"list":[1,"two",null,false,[],{}],"nothing":null,"yes":true,"no":false,"emoji":"👩‍👩‍👧 🎉","empty":"","zero":0,"quotes":"\"\\\n"}""";

    private const string Image = """{"type":"image","data":"iVBORw0KGgo=","mimeType":"image/png","vendor":{"big":12345678901234567890}}""";

    private readonly TestHome _home = new();

    public ValuesTests() => _home.WithStandIn("s", $$$"""
        {
          "record": "$RECORD",
          "tools": [
            { "name": "give", "inputSchema": { "type": "object" } },
            { "name": "give_text", "inputSchema": { "type": "object" } },
            { "name": "give_empty", "inputSchema": { "type": "object" } },
            { "name": "picture", "inputSchema": { "type": "object" } },
            { "name": "take", "inputSchema": { "type": "object" } },
            { "name": "write", "inputSchema": { "type": "object", "properties": { "text": { "type": "string" } }, "required": ["text"] } }
          ],
          "calls": {
            "give": { "result": { "content": [], "structuredContent": {{{Values}}} } },
            "give_text": { "result": { "content": [{ "type": "text", "text": {{{Json.Quoted(Values)}}} }] } },
            "give_empty": { "text": "" },
            "picture": { "result": { "content": [{ "type": "text", "text": "a picture" }, {{{Image}}}, { "type": "x-unknown", "n": 1e400 }], "_meta": { "vendor/key": 1.50 } } },
            "take": { "echo": true },
            "write": { "text": "written" }
          }
        }
        """);

    [Theory]
    [InlineData("s__give", Era.Legacy)]
    [InlineData("s__give", Era.Modern)]
    [InlineData("s__give_text", Era.Legacy)]
    public async Task A_value_goes_whole_from_one_step_to_the_next_and_to_the_caller_unchanged(string giver, Era era)
    {
        await using var client = await Client.Connect(_home, era);
        await client.Compose($$"""{"name":"pass","description":"d","steps":[{"tool":"{{giver}}"},{"tool":"s__take","params":{"whole":"$step1"} }],"output":"$step2.whole"}""");
        var answer = (await client.Call("pass")).Good();
        Assert.Equal(Json.Exact(Values), Json.Exact(answer.Structured));
        Assert.Equal(Json.Exact(Values), Json.Exact(answer.Text));
        Assert.Equal(Json.Exact($$"""{"whole":{{Values}}}"""), ArgumentsOf(Assert.Single(_home.Calls("s", "take"))));
    }

    [Theory]
    [InlineData("s__give")]
    [InlineData("s__give_text")]
    public async Task Each_part_of_a_value_arrives_upstream_unchanged_whether_referred_to_bare_or_as_an_expression(string giver)
    {
        var members = Json.Parse(Values).EnumerateObject().ToArray();
        var bare = string.Join(',', members.Select(member => $"\"{member.Name}\":\"$step1.{member.Name}\""));
        var expressions = string.Join(',', members.Select(member => $"\"{member.Name}\":\"{{{{ $step1.{member.Name} }}}}\""));
        await using var client = await Client.Connect(_home);
        await client.Compose($$$"""{"name":"parts","description":"d","steps":[{"tool":"{{{giver}}}"},{"tool":"s__take","params":{ {{{bare}}} } },{"tool":"s__take","params":{ {{{expressions}}} } }]}""");
        var answer = (await client.Call("parts")).Good();
        Assert.Equal(Json.Exact(Values), Json.Exact(answer.Structured));
        Assert.Equal([Json.Exact(Values), Json.Exact(Values)], _home.Calls("s", "take").Select(ArgumentsOf));
    }

    [Fact]
    public async Task The_callers_own_arguments_go_to_a_step_unchanged()
    {
        await using var client = await Client.Connect(_home);
        await client.Compose("""{"name":"hand_on","description":"d","parameters":{"v":"any","n":"number"},"steps":[{"tool":"s__take","params":{"v":"$input.v","n":"$input.n"}}]}""");
        var answer = (await client.Call("hand_on", $$"""{"v":{{Values}},"n":1e400}""")).Good();
        Assert.Equal(Json.Exact($$"""{"v":{{Values}},"n":1e400}"""), Json.Exact(answer.Structured));
    }

    [Fact]
    public async Task A_lone_empty_text_is_a_value_and_travels_as_one()
    {
        await using var client = await Client.Connect(_home);
        await client.Compose("""{"name":"empty","description":"d","steps":[{"tool":"s__give_empty"},{"tool":"s__take","params":{"text":"$step1","also":"","same":"{{ $step1 == '' }}"}}]}""");
        Assert.Equal(Json.Exact("""{"text":"","also":"","same":true}"""), Json.Exact((await client.Call("empty")).Good().Structured));
        await client.Compose("""{"name":"only","description":"d","steps":[{"tool":"s__give_empty"},{"value":"$step1"}]}""");
        var only = (await client.Call("only")).Good();
        Assert.Equal("", only.Text);
        Assert.Equal("", only.Structured.GetProperty("result").GetString());
    }

    [Fact]
    public async Task A_JSON_text_goes_as_it_was_written_where_text_is_wanted()
    {
        await using var client = await Client.Connect(_home);
        await client.Compose("""{"name":"keep","description":"d","steps":[{"tool":"s__give_text"},{"tool":"s__write","params":{"text":"$step1"}},{"value":"$step1.nested.a.b[1][0]"}]}""");
        Assert.Equal(2, (await client.Call("keep")).Good().Structured.GetProperty("result").GetInt32());
        Assert.Equal(Values, Json.Parse(ArgumentsOf(Assert.Single(_home.Calls("s", "write")))).GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("""{"name":"show","description":"d","steps":[{"tool":"s__give"},{"tool":"s__picture"}]}""")]
    [InlineData("""{"name":"show","description":"d","steps":[{"tool":"s__picture"},{"tool":"s__give"}],"output":"$step1"}""")]
    [InlineData("""{"name":"show","description":"d","steps":[{"id":"shot","tool":"s__picture"},{"tool":"s__give"}],"output":"shot"}""")]
    public async Task An_image_reaches_the_caller_when_the_output_is_the_step_that_gave_it(string definition)
    {
        foreach (var era in new[] { Era.Legacy, Era.Modern })
        {
            await using var client = await Client.Connect(_home, era);
            await client.Compose($"{{\"replace\":true,\"save\":true,{definition[1..]}");
            var answer = (await client.Call("show")).Good();
            Assert.Equal(Json.Exact($$"""[{"type":"text","text":"a picture"},{{Image}},{"type":"x-unknown","n":1e400}]"""), Json.Exact(answer.Content));
            Assert.False(answer.HasStructured);
            Assert.Equal("1.50", answer.Result.GetProperty("_meta").GetProperty("vendor/key").GetRawText());
            Assert.Equal("succeeded", answer.Run.GetProperty("status").GetString());
        }
    }

    [Fact]
    public async Task What_an_upstream_answers_passes_through_a_direct_call_unchanged()
    {
        await using var client = await Client.Connect(_home);
        var answer = (await client.Call("s__picture")).Good();
        Assert.Equal(Json.Exact($$"""{"content":[{"type":"text","text":"a picture"},{{Image}},{"type":"x-unknown","n":1e400}],"_meta":{"vendor/key":1.50} }"""), Json.Exact(answer.Result));
        Assert.Equal(Json.Exact(Values), Json.Exact((await client.Call("s__take", Values)).Good().Structured));
    }

    public void Dispose() => _home.Dispose();

    private static string ArgumentsOf(string call) => Json.Exact(Json.Parse(call).GetProperty("params").GetProperty("arguments"));
}
