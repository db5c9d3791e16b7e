using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.EndToEnd;

/// <summary>The program's other verbs, as a person types them, without any configuration.</summary>
public sealed class CommandLineTests : IDisposable
{
    private const string Definition = """
        {
          "name": "count_lines", "description": "How many lines a file has",
          "parameters": { "path": "string" },
          "steps": [
            { "id": "read", "tool": "files__read_text", "params": { "path": "$input.path" } },
            { "value": { "path": "$input.path", "lines": "{{ length(split($read, '\n')) }}" } }
          ]
        }
        """;

    private readonly TestHome _home = new();

    public CommandLineTests()
    {
        File.WriteAllText(_home.File("count.json"), Definition);
        File.WriteAllText(_home.File("three.txt"), "1\n2\n3");
    }

    [Fact]
    public async Task Run_prints_the_result_of_a_file_on_standard_output_and_its_steps_on_standard_error()
    {
        var done = await Run("run", "count.json", "--input", """{"path":"three.txt"}""");
        Assert.Equal(0, done.ExitCode);
        Assert.Equal(Json.Exact("""{"path":"three.txt","lines":3}"""), Json.Exact(done.Output));
        Assert.Contains("read", done.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_takes_its_input_from_a_file_too_and_prints_a_bare_text_when_asked_to()
    {
        File.WriteAllText(_home.File("in.json"), """{"path":"three.txt"}""");
        File.WriteAllText(_home.File("text.json"), """{"name":"t","description":"d","parameters":{"path":"string"},"steps":[{"tool":"files__read_text","params":{"path":"$input.path"}}]}""");
        Assert.Equal("1\n2\n3", (await Run("run", "text.json", "--input", "@in.json", "--raw")).Output.TrimEnd());
        Assert.Equal("\"1\\n2\\n3\"", (await Run("run", "text.json", "--input", "@in.json")).Output.TrimEnd());
    }

    [Theory]
    [InlineData("count.json", """{"path":"no-such.txt"}""", 1, "names nothing that exists")]
    [InlineData("count.json", """{"path":7}""", 2, "/path")]
    [InlineData("count.json", """{"paths":"three.txt"}""", 2, "paths")]
    [InlineData("count.json", "{no JSON}", 2, "JSON")]
    [InlineData("no-such.json", "{}", 2, "no-such.json")]
    [InlineData("no_such_tool", "{}", 2, "no_such_tool")]
    public async Task A_run_that_fails_says_why_and_exits_with_its_code(string target, string input, int code, string words)
    {
        var done = await Run("run", target, "--input", input);
        Assert.True(done.ExitCode == code, $"{done.ExitCode}: {done.Errors}");
        Assert.Contains(words, done.Errors, StringComparison.Ordinal);
        Assert.Empty(done.Output);
    }

    [Fact]
    public async Task Check_says_what_is_wrong_with_a_file_and_where()
    {
        File.WriteAllText(_home.File("bad.json"), Definition.Replace("files__read_text", "files__read_txt", StringComparison.Ordinal));
        Assert.Equal(0, (await Run("check", "count.json")).ExitCode);
        var bad = await Run("check", "count.json", "bad.json");
        Assert.Equal(2, bad.ExitCode);
        Assert.Contains("/steps/0/tool", bad.Output + bad.Errors, StringComparison.Ordinal);
        Assert.Contains("files__read_text", bad.Output + bad.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_saved_tool_is_listed_run_drawn_and_removed_by_name()
    {
        await using (var author = await Client.Connect(_home))
            await author.Compose(Definition);
        Assert.Contains("count_lines", (await Run("list")).Output, StringComparison.Ordinal);
        Assert.Contains("\"lines\": 3", (await Run("run", "count_lines", "--input", """{"path":"three.txt"}""")).Output, StringComparison.Ordinal);
        Assert.Contains("flowchart", (await Run("graph", "count_lines")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await Run("remove", "count_lines")).ExitCode);
        Assert.DoesNotContain("count_lines", (await Run("list")).Output, StringComparison.Ordinal);
        Assert.NotEqual(0, (await Run("remove", "count_lines")).ExitCode);
    }

    [Fact]
    public async Task Tools_lists_what_can_be_called_and_how_the_servers_are()
    {
        _home.WithStandIn("s", """{ "tools": [{ "name": "t", "inputSchema": { "type": "object" } }] }""").With("missing", """{"command":"no-such-program-at-all"}""");
        var done = await Run("tools");
        foreach (var words in new[] { "s__t", "files__read_text", "missing", "no-such-program-at-all" })
            Assert.Contains(words, done.Output + done.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_starts_only_the_upstreams_that_the_tool_names()
    {
        _home.WithStandIn("s", """{ "record": "$RECORD", "tools": [{ "name": "t", "inputSchema": { "type": "object" } }] }""");
        _home.WithStandIn("other", """{ "record": "$RECORD", "silent": true }""");
        File.WriteAllText(_home.File("use.json"), """{"name":"use","description":"d","steps":[{"tool":"s__t"}]}""");
        var done = await Run("run", "use.json");
        Assert.True(done.ExitCode == 0, done.Errors);
        Assert.Equal("\"t\"", done.Output.Trim());
        Assert.Empty(_home.Record("other"));
    }

    [Fact]
    public async Task Unknown_words_are_refused_with_code_two()
    {
        var done = await Run("no-such-verb");
        Assert.Equal(2, done.ExitCode);
        Assert.Contains("--help", done.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_home_and_its_files_can_be_read_by_their_owner_alone()
    {
        using var fresh = new TestHome();
        Directory.Delete(fresh.Home);
        await using (var author = await Client.Connect(fresh))
            await author.Compose("""{"name":"t","description":"d","steps":[{"value":1}]}""");
        if (OperatingSystem.IsWindows())
            return;
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        Assert.True(File.Exists(fresh.Library));
        foreach (var path in Directory.GetFiles(fresh.Home).Append(fresh.Home))
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(path) & Others);
    }

    public void Dispose() => _home.Dispose();

    private Task<Finished> Run(params string[] arguments) => Finished.Run(_home.Program(arguments));
}
