using ComposeServer.Tests.Server;

namespace ComposeServer.Tests.Composing;

public sealed class ComposeTests
{
    private const string Value = """[{"value":1}]""";

    [Fact]
    public async Task A_tool_is_created_saved_announced_before_the_answer_listed_and_called()
    {
        await using var served = await Served.Start();
        var client = served.Client;
        var answer = await client.Call("dynamic_tool_compose", """{"name":"add","description":"Adds one","parameters":{"n":"integer","unused?":"string"},"steps":[{"value":{"sum":"{{ $input.n + 1 }}"}}]}""");
        Assert.Equal("notifications/tools/list_changed", client.Heard.ToArray()[^2]);
        var body = answer.GetProperty("structuredContent");
        Assert.Equal(["status", "name", "revision", "saved", "warnings", "tool", "example"], body.Names());
        Assert.Equal(("created", "add", 1, true), (body.Text("status"), body.Text("name"), body.At("revision").GetInt32(), body.At("saved").GetBoolean()));
        Assert.Equal(["/parameters/unused?"], body.At("warnings").Texts("path"));
        Assert.Equal("object", body.Text("tool/inputSchema/type"));
        Assert.Equal("object", body.Text("tool/outputSchema/type"));
        Assert.True(body.At("tool/annotations/readOnlyHint").GetBoolean());
        Assert.Equal("""{"name":"add","arguments":{"n":1}}""", body.At("example").GetRawText());
        Assert.Equal(body.Plain(), System.Text.Json.JsonDocument.Parse(answer.Text("content/0/text")).RootElement.Plain());
        Assert.Contains("add", await client.ListNames());
        Assert.Equal("""{"sum":3}""", (await client.Call("add", """{"n":2}""")).At("structuredContent").GetRawText());
        Assert.Contains("\"formatVersion\"", served.Home.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_example_can_be_called()
    {
        await using var served = await Served.Start();
        var body = await served.Compose("all", """[{"value":"$input"}]""", ""","parameters":{"s":"string","n":{"type":"integer","minimum":5},"b":"boolean","l":"array","o":"object","z":"null","e":{"enum":["x","y"]},"d":{"type":"string","default":"q"}}""");
        var called = await served.Client.Call("all", body.At("example/arguments").GetRawText());
        Assert.False(called.Has("isError"), called.ToString());
    }

    [Fact]
    public async Task An_invalid_definition_is_an_error_with_structured_content_and_changes_nothing()
    {
        await using var served = await Served.Start();
        var answer = await served.Client.Call("dynamic_tool_compose", """{"name":"a b","description":"d","steps":[{"tool":"files__read_txt","params":{"pth":1}},{"value":"Hi $input.x"}],"output":"nope","frobnicate":1}""");
        Assert.True(answer.At("isError").GetBoolean());
        var body = answer.At("structuredContent");
        Assert.Equal(["status", "errors", "warnings"], body.Names());
        Assert.Equal("invalid", body.Text("status"));
        Assert.Equal(["/frobnicate", "/name", "/output", "/steps/0/tool", "/steps/1/value"], body.At("errors").Texts("path").Order(StringComparer.Ordinal));
        Assert.Contains(body.At("errors").EnumerateArray(), error => error.Text("code") == "unknown_tool" && error.Text("suggestion").Contains("files__read_text", StringComparison.Ordinal));
        Assert.Equal(body.Plain(), answer.Text("content/0/text"));
        Assert.False(served.Client.HasListChanged());
        Assert.False(File.Exists(served.Home.File));
    }

    [Theory]
    [InlineData("""{"name":5,"description":"d","steps":[{"value":1}]}""", "/name")]
    [InlineData("""{"name":"a","description":"d","steps":{"value":1}}""", "/steps")]
    [InlineData("""{"name":"a","description":"d","steps":[1]}""", "/steps/0")]
    [InlineData("""{"name":"a","description":"d","steps":[{"value":1}],"save":"yes"}""", "/save")]
    [InlineData("""{"name":"a","description":"d","steps":[{"value":1}],"dryRun":"yes"}""", "/dryRun")]
    [InlineData("""{"name":"a","description":"d","steps":[{"value":1}],"annotations":[]}""", "/annotations")]
    [InlineData("""{"name":"a","description":"d","steps":[{"value":1}],"parameters":[]}""", "/parameters")]
    [InlineData("""{"definition":5}""", "/definition")]
    public async Task A_field_of_the_wrong_type_is_an_invalid_definition_too(string arguments, string path)
    {
        await using var served = await Served.Start();
        var body = await served.Refused(arguments);
        Assert.Equal("invalid", body.Text("status"));
        Assert.Contains(path, body.At("errors").Texts("path"));
    }

    [Theory]
    [InlineData("""{"name":"a","description":"d","steps":[{"value":1}],"dryRun":true}""")]
    [InlineData("""{"definition":{"name":"a","description":"d","steps":[{"value":1}]},"dryRun":true}""")]
    [InlineData("""{"definition":{"name":"a","description":"d","steps":[{"value":1}],"dryRun":true}}""")]
    public async Task A_dry_run_shows_the_plan_and_registers_nothing(string arguments)
    {
        await using var served = await Served.Start();
        var body = (await served.Client.Call("dynamic_tool_compose", arguments)).At("structuredContent");
        Assert.Equal("valid", body.Text("status"));
        Assert.Equal(["step1"], body.At("plan/longestChain").Texts());
        Assert.StartsWith("flowchart TD", body.Text("plan/graph"), StringComparison.Ordinal);
        Assert.Equal("""[{"id":"step1","after":[]}]""", body.At("plan/steps").GetRawText());
        Assert.False(served.Client.HasListChanged());
        Assert.DoesNotContain("a", await served.Client.ListNames());
        Assert.False(File.Exists(served.Home.File));
    }

    [Fact]
    public async Task A_dry_run_of_a_faulty_definition_gives_the_same_errors()
    {
        await using var served = await Served.Start();
        var body = await served.Refused("""{"name":"a","description":"d","steps":[],"dryRun":true}""");
        Assert.Equal(["no_steps"], body.At("errors").Texts("code"));
    }

    [Fact]
    public async Task A_wrapped_definition_as_text_is_taken()
    {
        await using var served = await Served.Start();
        var answer = await served.Client.Call("dynamic_tool_compose", """{"definition":"{\"name\":\"a\",\"description\":\"d\",\"steps\":[{\"value\":1}]}"}""");
        Assert.Equal("created", answer.Text("structuredContent/status"));
    }

    [Fact]
    public async Task A_taken_name_is_refused_unless_it_is_to_be_replaced()
    {
        await using var served = await Served.Start();
        await served.Compose("a", Value);
        var refused = await served.Refused("""{"name":"a","description":"d","steps":[{"value":2}]}""");
        Assert.Equal(["taken_name"], refused.At("errors").Texts("code"));
        Assert.Contains("\"replace\": true", refused.Text("errors/0/suggestion"), StringComparison.Ordinal);
        Assert.Equal("1", (await served.Client.Call("a")).Text("content/0/text"));
        var replaced = await served.Compose("a", """[{"value":2}]""", ""","replace":true""");
        Assert.Equal(("replaced", 2), (replaced.Text("status"), replaced.At("revision").GetInt32()));
        Assert.Equal("2", (await served.Client.Call("a")).Text("content/0/text"));
    }

    [Theory]
    [InlineData("dynamic_tool_compose")]
    [InlineData("find_tools")]
    public async Task The_server_s_own_names_are_taken(string name)
    {
        await using var served = await Served.Start();
        var body = await served.Refused($$"""{"name":"{{name}}","description":"d","steps":[{"value":1}],"replace":true}""");
        Assert.Equal(["taken_name"], body.At("errors").Texts("code"));
    }

    [Fact]
    public async Task The_server_s_own_tools_cannot_be_steps()
    {
        await using var served = await Served.Start();
        var body = await served.Refused("""{"name":"a","description":"d","steps":[{"tool":"call_composed_tool","params":{"name":"a"}},{"tool":"dynamic_tool_compose"}]}""");
        Assert.Equal(["own_tool", "own_tool"], body.At("errors").Texts("code"));
    }

    [Fact]
    public async Task A_definition_over_the_limit_is_refused()
    {
        await using var served = await Served.Start();
        var body = await served.Refused($$"""{"name":"a","description":"d","steps":[{"value":"{{new string('x', 2 * 1024 * 1024)}}"}]}""");
        Assert.Equal(["definition_too_large"], body.At("errors").Texts("code"));
    }

    [Fact]
    public async Task The_library_keeps_a_definition_as_it_was_written()
    {
        await using var served = await Served.Start();
        await served.Client.Call("dynamic_tool_compose", """{"steps":[{"value":1.50,"metadata":{"n":1e400}}],"name":"a","x-note":"ü","description":"d","replace":true,"save":true,"force":true,"dryRun":false}""");
        var row = (await served.Client.Call("list_composed_tools", """{"includeDefinition":true}""")).At("structuredContent/tools/0");
        Assert.Equal("""{"steps":[{"value":1.50,"metadata":{"n":1e400}}],"name":"a","x-note":"ü","description":"d"}""", row.At("definition").Plain());
    }

    [Fact]
    public async Task A_tool_that_is_not_saved_lives_in_the_process_only()
    {
        await using var served = await Served.Start();
        var body = await served.Compose("a", Value, ""","save":false""");
        Assert.Equal(("created", false), (body.Text("status"), body.At("saved").GetBoolean()));
        Assert.False(File.Exists(served.Home.File));
        Assert.Contains("a", await served.Client.ListNames());
        var saved = await served.Compose("a", """[{"value":2}]""", ""","replace":true""");
        Assert.True(saved.At("saved").GetBoolean());
        Assert.Equal("2", (await served.Client.Call("a")).Text("content/0/text"));
        var refused = await served.Refused("""{"name":"a","description":"d","steps":[{"value":3}],"save":false,"replace":true}""");
        Assert.Equal(["saved_tool"], refused.At("errors").Texts("code"));
        Assert.Equal("2", (await served.Client.Call("a")).Text("content/0/text"));
    }

    [Fact]
    public async Task Replacing_what_others_use_is_refused_when_it_would_break_them()
    {
        await using var served = await Served.Start();
        await served.Compose("inner", """[{"value":{"a":1}}]""");
        await served.Compose("outer", """[{"tool":"inner"},{"value":"$step1.a"}]""");
        await served.Compose("outermost", """[{"tool":"outer"}]""");
        var refused = await served.Refused("""{"name":"inner","description":"d","steps":[{"value":{"b":1}}],"replace":true}""");
        Assert.Equal(["breaks_tools"], refused.At("errors").Texts("code"));
        Assert.Contains("\"outer\"", refused.Text("errors/0/message"), StringComparison.Ordinal);
        Assert.Equal("1", (await served.Client.Call("outermost")).Text("content/0/text"));
        Assert.Equal("replaced", (await served.Compose("inner", """[{"value":{"a":2,"b":1}}]""", ""","replace":true""")).Text("status"));
        Assert.Equal("2", (await served.Client.Call("outermost")).Text("content/0/text"));
        await served.Compose("inner", """[{"value":{"b":1}}]""", ""","replace":true,"force":true""");
        Assert.Equal(["inner"], (await served.Client.ListNames()).Except(["call_composed_tool", "dynamic_tool_compose", "find_tools", "list_composed_tools", "remove_composed_tool"]));
        var call = await served.Client.Call("outer");
        Assert.True(call.At("isError").GetBoolean());
        Assert.Contains("/steps/1/value", call.Text("content/0/text"), StringComparison.Ordinal);
        var row = (await served.Client.Call("list_composed_tools", """{"name":"outer"}""")).At("structuredContent/tools/0");
        Assert.False(row.At("available").GetBoolean());
        Assert.Equal(["inner"], row.At("drifted").Texts());
        Assert.NotEmpty(row.At("problems").Texts());
    }

    [Fact]
    public async Task A_cycle_is_refused()
    {
        await using var served = await Served.Start();
        await served.Compose("a", Value);
        await served.Compose("b", """[{"tool":"a"}]""");
        var refused = await served.Refused("""{"name":"a","description":"d","steps":[{"tool":"b"}],"replace":true}""");
        Assert.Contains("cycle", refused.At("errors").Texts("code"));
    }

    [Fact]
    public async Task A_tool_whose_schema_is_not_understood_is_listed_and_used_unchecked()
    {
        await using var served = await Served.Start(servers: Served.StandIn("s", """{"tools":[{"name":"odd","inputSchema":["x"]}],"calls":{"odd":{"echo":true}}}"""));
        var listed = (await served.Client.Request("tools/list")).At("tools").EnumerateArray().Single(tool => tool.Text("name") == "s__odd");
        Assert.Equal("""{"type":"object"}""", listed.At("inputSchema").Plain());
        var composed = await served.Compose("use_odd", """[{"tool":"s__odd","params":{"n":1}}]""");
        Assert.Equal(["schema_not_understood"], composed.At("warnings").Texts("code"));
        Assert.Equal("""{"n":1}""", (await served.Client.Call("use_odd")).At("structuredContent").GetRawText());
    }

    [Theory]
    [InlineData("""{"name":"a","description":"d","steps":[{"value":1}],"steps":[{"value":2}]}""", "/steps")]
    [InlineData("""{"name":"a","name":"b","description":"d","steps":[{"value":1}]}""", "/name")]
    [InlineData("""{"name":"a","description":"d","dryRun":false,"steps":[{"value":1}],"n\u0061me":"c"}""", "/name")]
    [InlineData("""{"definition":{"name":"a","description":"d","steps":[{"value":1}],"steps":[{"value":2}]}}""", "/steps")]
    public async Task What_is_written_twice_is_refused(string arguments, string path)
    {
        await using var served = await Served.Start();
        var body = await served.Refused(arguments);
        Assert.Equal([(path, "duplicate_field")], body.At("errors").EnumerateArray().Select(error => (error.Text("path"), error.Text("code"))));
        Assert.Empty((await served.Client.Call("list_composed_tools")).At("structuredContent/tools").EnumerateArray());
    }

    [Fact]
    public async Task Agents_may_be_denied_composing()
    {
        await using var served = await Served.Start(settings: """{"compose":"deny"}""", library: """{"formatVersion":1,"tools":{"a":{"definition":{"name":"a","description":"d","steps":[{"value":1}]}}}}""");
        var body = await served.Refused("""{"name":"b","description":"d","steps":[{"value":1}]}""");
        Assert.Equal(["composing_denied"], body.At("errors").Texts("code"));
        Assert.Equal("1", (await served.Client.Call("a")).Text("content/0/text"));
        Assert.True((await served.Client.Call("remove_composed_tool", """{"name":"a"}""")).At("isError").GetBoolean());
        Assert.Contains("a", await served.Client.ListNames());
    }
}
