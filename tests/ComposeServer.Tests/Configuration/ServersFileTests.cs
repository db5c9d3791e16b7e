using ComposeServer.Configuration;

namespace ComposeServer.Tests.Configuration;

public sealed class ServersFileTests
{
    private static ServersFile Parse(string json, params (string Name, string Value)[] environment) =>
        ServersFile.Parse(json, Path.GetTempPath(), name => environment.FirstOrDefault(v => v.Name == name).Value);

    private static UpstreamConfiguration Only(string server, params (string Name, string Value)[] environment)
    {
        var file = Parse($$$"""{"mcpServers":{"s":{{{server}}}}}""", environment);
        Assert.Empty(file.Problems);
        return Assert.Single(file.Servers);
    }

    private static string Problem(string server, params (string Name, string Value)[] environment)
    {
        var file = Parse($$$$"""{"mcpServers":{"s":{{{{server}}}},"good":{"command":"x"}}}""", environment);
        Assert.Equal("good", Assert.Single(file.Servers).Name);
        Assert.Equal<IEnumerable<string>>(["s"], file.Faulty);
        return Assert.Single(file.Problems).ToString();
    }

    [Theory]
    [InlineData("mcpServers")]
    [InlineData("servers")]
    public void Both_roots_are_read(string root)
    {
        var server = Assert.Single(Parse($$$"""{"{{{root}}}":{"a":{"command":"npx","args":["-y","pkg"]}},"inputs":[]}""").Servers);
        Assert.Equal(("a", "npx", "-y pkg"), (server.Name, server.Command, string.Join(' ', server.Arguments)));
    }

    [Fact]
    public void Both_roots_may_stand_in_one_file() =>
        Assert.Equal(new[] { "a", "b" }, Parse("""{"servers":{"b":{"command":"x"}},"mcpServers":{"a":{"command":"x"}}}""").Servers.Select(server => server.Name));

    [Fact]
    public void Comments_and_trailing_commas_are_read_over() =>
        Assert.Equal("x", Assert.Single(Parse("{ // mine\n\"servers\": { \"a\": { \"command\": \"x\", /* y */ }, }, }").Servers).Command);

    [Fact]
    public void A_server_without_our_fields_has_their_defaults()
    {
        var server = Only("""{"command":"x","unknown":{"a":1},"alwaysAllow":["*"]}""");
        Assert.Equal((TimeSpan.FromSeconds(60), 16, null, false), (server.Timeout, server.MaxConcurrency, server.ProtocolVersion, server.Disabled));
        Assert.True(server.Exposes("any"));
        Assert.False(server.Denies("any"));
    }

    [Theory]
    [InlineData("""{"url":"http://h/mcp"}""", Transport.Http)]
    [InlineData("""{"type":"http","url":"http://h/mcp"}""", Transport.Http)]
    [InlineData("""{"type":"streamable-http","url":"https://h/mcp"}""", Transport.Http)]
    [InlineData("""{"type":"sse","url":"https://h/sse"}""", Transport.Sse)]
    [InlineData("""{"type":"stdio","command":"x"}""", Transport.Stdio)]
    internal void The_type_or_the_fields_tell_the_transport(string server, Transport transport) => Assert.Equal(transport, Only(server).Transport);

    [Fact]
    public void Variables_are_filled_in_everywhere()
    {
        var server = Only(
            """{"command":"${BIN:-node}","args":["${env:A}","$A","${A:-z}","${EMPTY:-e}x"],"env":{"T":"t-${A}","N":1},"cwd":"/x/${A}"}""",
            ("A", "one"),
            ("EMPTY", ""));
        Assert.Equal("node", server.Command);
        Assert.Equal<IEnumerable<string>>(["one", "$A", "one", "ex"], server.Arguments);
        Assert.Equal(("t-one", "1"), (server.Environment["T"], server.Environment["N"]));
        Assert.Equal(Path.GetFullPath("/x/one"), server.WorkingDirectory);
        Assert.Contains("one", server.Expanded);
    }

    [Fact]
    public void Headers_are_filled_in() =>
        Assert.Equal("Bearer s3cret", Only("""{"url":"http://h","headers":{"Authorization":"Bearer ${TOKEN}"}}""", ("TOKEN", "s3cret")).Headers["authorization"]);

    // What a secret is kept in often ends with a line break, which would end the headers of a request.
    [Fact]
    public void White_space_around_a_header_is_no_part_of_it() =>
        Assert.Equal("s3cret key", Only("""{"url":"http://h","headers":{"X-Key":"${TOKEN}"}}""", ("TOKEN", " s3cret key\r\n")).Headers["x-key"]);

    [Theory]
    [InlineData("X-Key", "one\\nX-Other: two", "must be a text of one line")]
    [InlineData("X-Key", "one\\rtwo", "must be a text of one line")]
    [InlineData("X-Key", "hünter2", "must be a text of one line, of printable ASCII characters")]
    [InlineData("X Key", "hunter2", "is no header's name")]
    [InlineData("X-Key:", "hunter2", "is no header's name")]
    [InlineData("", "hunter2", "is no header's name")]
    [InlineData("content-type", "text/plain", "belongs to the body")]
    public void Rejects_what_no_header_can_be(string name, string text, string problem)
    {
        var said = Problem($$$"""{"url":"http://h","headers":{"{{{name}}}":"{{{text}}}"}}""");
        Assert.StartsWith($"/mcpServers/s/headers/{name}: {problem}", said, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", said, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unset_variable_is_a_problem_of_that_server_alone() =>
        Assert.Equal("/mcpServers/s/env/K: The environment variable TOKEN is not set: set it, or write a default, ${TOKEN:-…}.", Problem("""{"command":"x","env":{"K":"${TOKEN}"}}"""));

    [Theory]
    [InlineData("""{}""", "/mcpServers/s: needs \"command\"")]
    [InlineData("""{"command":"x","url":"http://h"}""", "/mcpServers/s: needs \"command\"")]
    [InlineData("""{"command":""}""", "/mcpServers/s: needs \"command\"")]
    [InlineData("""7""", "/mcpServers/s: must be an object")]
    [InlineData("""{"type":"ws","url":"ws://h"}""", "/mcpServers/s/type: must be")]
    [InlineData("""{"url":"h/mcp"}""", "/mcpServers/s/url: must be an address")]
    [InlineData("""{"url":"file:///etc"}""", "/mcpServers/s/url: must be an address")]
    [InlineData("""{"command":"x","args":"y"}""", "/mcpServers/s/args: must be a list")]
    [InlineData("""{"command":"x","args":[1]}""", "/mcpServers/s/args/0: must be a text")]
    [InlineData("""{"command":"x","env":[]}""", "/mcpServers/s/env: must be an object")]
    [InlineData("""{"command":"x","timeout":"soon"}""", "/mcpServers/s/timeout: must be a duration")]
    [InlineData("""{"command":"x","timeout":0}""", "/mcpServers/s/timeout: must be a duration")]
    [InlineData("""{"command":"x","maxConcurrency":0}""", "/mcpServers/s/maxConcurrency: must be a whole number")]
    [InlineData("""{"command":"x","protocolVersion":"2020-01-01"}""", "/mcpServers/s/protocolVersion: must be one of")]
    public void A_faulty_server_takes_no_other_with_it(string server, string problem) => Assert.StartsWith(problem, Problem(server), StringComparison.Ordinal);

    [Theory]
    [InlineData("a__b")]
    [InlineData("a_")]
    [InlineData("files")]
    [InlineData("http")]
    [InlineData("wait")]
    [InlineData("composer")]
    [InlineData("my server")]
    [InlineData("ü")]
    [InlineData("")]
    public void Rejects_names_that_cannot_stand_before_a_tool(string name)
    {
        var file = Parse($$$$"""{"servers":{"{{{{name}}}}":{"command":"x"}}}""");
        Assert.Empty(file.Servers);
        Assert.EndsWith("rename it.", Assert.Single(file.Problems).Message.Replace("rename the server.", "rename it."), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{"servers":[]}""")]
    public void A_file_that_cannot_be_read_says_so(string text)
    {
        var file = Parse(text);
        Assert.False(file.IsReadable);
        Assert.Single(file.Problems);
    }

    [Theory]
    [InlineData("""{"servers":{"a":{"command":"x","args":["\ud800"]}}}""", "/servers/a/args/0")]
    [InlineData("""{"servers":{"a":{"command":"x","env":{"\udc00":"1"}}}}""", "/servers/a/env")]
    [InlineData("""{"servers":{"\uD800":{"command":"x"}}}""", "/servers")]
    [InlineData("""{"other":"\ud83d","servers":{}}""", "/other")]
    [InlineData("""{"servers":{"a":{"command":"x","cwd":"\u0000"}}}""", "/servers/a/cwd")]
    [InlineData("""{"servers":{"a":{"command":"x","env":{"A\u0000":"1"}}}}""", "/servers/a/env")]
    public void What_no_text_or_no_path_can_hold_is_a_problem_and_no_crash(string text, string place)
    {
        var file = Parse(text);
        Assert.False(file.IsReadable);
        Assert.StartsWith($"{place}: holds half of a surrogate pair", Assert.Single(file.Problems).ToString(), StringComparison.Ordinal);
        Assert.Equal(0x1F600, Only("""{"command":"x","args":["\ud83d\ude00"]}""").Arguments[0].EnumerateRunes().Single().Value);
    }

    [Fact]
    public void An_empty_file_has_no_servers_and_no_problems()
    {
        Assert.Empty(Parse("").Problems);
        Assert.Empty(Parse("{}").Problems);
        Assert.Empty(ServersFile.Load(Path.Combine(Path.GetTempPath(), "is", "not", "there.json")).Servers);
    }

    [Fact]
    public void What_is_listed_and_what_may_be_called_are_globs()
    {
        var server = Only("""{"command":"x","expose":["read_*"],"deny":["read_secret"]}""");
        Assert.True(server.Exposes("read_file"));
        Assert.False(server.Exposes("write_file"));
        Assert.True(server.Denies("read_secret"));
        Assert.False(server.Exposes("read_secret"));
        Assert.False(Only("""{"command":"x","expose":"none"}""").Exposes("a"));
        Assert.True(Only("""{"command":"x","expose":"all"}""").Exposes("a"));
    }

    [Fact]
    public void A_disabled_server_need_not_be_right() => Assert.True(Only("""{"disabled":true,"env":{"K":"${UNSET}"}}""").Disabled);

    [Fact]
    public void It_prints_without_its_secrets() =>
        Assert.Equal("s", Only("""{"command":"x","env":{"K":"hunter2"}}""").ToString());

    [Fact]
    public void A_faulty_entry_keeps_what_was_said_before()
    {
        var before = Parse("""{"servers":{"a":{"command":"x"},"b":{"command":"y"}}}""").Servers;
        var after = Parse("""{"servers":{"a":{"command":""},"c":{"command":"z"}}}""").ServersOver(before);
        Assert.Equal(["c", "a"], after.Select(s => s.Name));
    }
}
