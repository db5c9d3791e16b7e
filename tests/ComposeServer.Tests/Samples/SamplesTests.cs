using System.Globalization;
using ComposeServer.Engine.Execution;
using ComposeServer.Engine.Tools;
using ComposeServer.Tests.BuiltInTools;

namespace ComposeServer.Tests.Samples;

/// <summary>Runs each sample.</summary>
public sealed class SamplesTests : IAsyncLifetime
{
    private SampleBench _bench = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    private Task<RunResult> Run(string sample, string input) => _bench.Run(SampleFilesTests.Read(sample), input);

    private async Task<string> Output(string sample, string input)
    {
        var result = await Run(sample, input);
        Assert.Null(result.Failure);
        return result.Output.ToJson();
    }

    private async Task<ToolFailure> Failure(string sample, string input)
    {
        var result = await Run(sample, input);
        Assert.NotNull(result.Failure);
        return result.Failure.Failure;
    }

    private static string Structured(string json) => $$$"""{"result":{"content":[],"structuredContent":{{{json}}}}}""";

    [Fact]
    [Sample("todo_report")]
    public async Task Todo_report_finds_words_lines_and_files()
    {
        _bench.Write("a.cs", "one\n// TODO: two\n// FIXME and TODO\n");
        _bench.Write("b/c.cs", "// TODO three\n");
        _bench.Write("b/d.txt", "nothing\n");
        Assert.Equal(
            """{"summary":"3 lines in 2 files","found":["FIXME","TODO"],"files":["a.cs","b/c.cs"],"lines":[{"path":"a.cs","line":2,"text":"// TODO: two"},"""
            + """{"path":"a.cs","line":3,"text":"// FIXME and TODO"},{"path":"b/c.cs","line":1,"text":"// TODO three"}]}""",
            await Output("todo_report", "{}"));
        Assert.Equal(
            """{"summary":"1 or more lines in 1 files","found":["TODO"],"files":["a.cs"],"lines":[{"path":"a.cs","line":2,"text":"// TODO: two"}]}""",
            await Output("todo_report", """{"limit":1}"""));
        Assert.Equal("""{"summary":"0 lines in 0 files","found":[],"files":[],"lines":[]}""", await Output("todo_report", """{"pattern":"zzz","glob":"*.cs"}"""));
    }

    [Fact]
    [Sample("largest_files")]
    public async Task Largest_files_puts_the_largest_first()
    {
        foreach (var size in (int[])[3, 20, 1])
            _bench.Write(string.Create(CultureInfo.InvariantCulture, $"logs/{size}.txt"), new string('x', size));
        var result = await Run("largest_files", """{"path":"logs","count":2}""");
        Assert.Null(result.Failure);
        Assert.Equal("3", result.Output.Get("files").ToJson());
        Assert.Equal("24", result.Output.Get("bytes").ToJson());
        Assert.Equal("true", result.Output.Get("complete").ToJson());
        Assert.Equal("""["logs/20.txt","logs/3.txt"]""", $"[{Path(0)},{Path(1)}]");

        string Path(int place) => result.Output.Get("largest")[place].Get("path").ToJson();
    }

    [Fact]
    [Sample("log_digest")]
    public async Task Log_digest_gives_the_last_lines_that_matter()
    {
        _bench.Write("app.log", "all good\r\nERROR one\r\n\r\nWarning: two\r\nall good\r\nfatal: three\r\n");
        Assert.Equal("""{"lines":5,"matching":3,"last":["Warning: two","fatal: three"]}""", await Output("log_digest", """{"path":"app.log","last":2}"""));
    }

    [Fact]
    [Sample("log_digest")]
    public async Task Log_digest_fails_where_a_line_is_required()
    {
        _bench.Write("app.log", "all good\n");
        var failure = await Failure("log_digest", """{"path":"app.log","required":true}""");
        Assert.Equal(new ToolFailure(FailureKind.Fail, "app.log has 1 lines, and none of them matches error|warn|fail|fatal."), failure);
    }

    [Fact]
    [Sample("site_check")]
    public async Task Site_check_looks_once_where_all_is_well()
    {
        using var site = new LocalSite(context => LocalSite.Send(context, "<html><title>Shop</title>Welcome"u8.ToArray(), "text/html"));
        await UseHost(site);
        Assert.Equal("""{"status":200,"title":"Shop","looks":1}""", await Output("site_check", $$"""{"url":"{{site.Url}}","text":"Welcome"}"""));
        Assert.Contains("the text that was asked for is not in it", (await Failure("site_check", $$"""{"url":"{{site.Url}}","text":"Closed"}""")).Message, StringComparison.Ordinal);
    }

    [Fact]
    [Sample("site_check")]
    public async Task Site_check_looks_again_after_a_pause()
    {
        var looks = 0;
        using var site = new LocalSite(context => LocalSite.Send(context, "up again"u8.ToArray(), status: Interlocked.Increment(ref looks) == 1 ? 503 : 200));
        await UseHost(site);
        Assert.Equal("""{"status":200,"title":"","looks":2}""", await Output("site_check", $$"""{"url":"{{site.Url}}","pause":0.01}"""));
    }

    [Fact]
    [Sample("site_check")]
    public async Task Site_check_fails_where_the_site_stays_down()
    {
        using var site = new LocalSite(context => LocalSite.Send(context, "down"u8.ToArray(), status: 503));
        await UseHost(site);
        Assert.Equal(FailureKind.Expectation, (await Failure("site_check", $$"""{"url":"{{site.Url}}","pause":0}""")).Kind);
    }

    [Fact]
    [Sample("file_to_memory")]
    public async Task File_to_memory_reads_and_keeps()
    {
        _bench.Serve("fs", $$"""{"read_text_file":{{Structured("""{"content":"one\r\n \r\n  two\r\n"}""")}}}""");
        _bench.Serve("memory", $$"""{"create_entities":{{Structured("""{"entities":[{"name":"Plan","entityType":"note","observations":["one","  two"]}]}""")}}}""");
        Assert.Equal("""{"name":"Plan","isNew":true,"observations":2}""", await Output("file_to_memory", """{"path":"/a/plan.txt","name":"Plan","type":"note"}"""));
        Assert.Equal(["""read_text_file {"path":"/a/plan.txt"}"""], _bench.CallsOf("fs"));
        Assert.Equal(["""create_entities {"entities":[{"name":"Plan","entityType":"note","observations":["one","  two"]}]}"""], _bench.CallsOf("memory"));
    }

    [Fact]
    [Sample("remember")]
    public async Task Remember_creates_who_is_not_known()
    {
        const string Ann = """{"name":"Ann","entityType":"person","observations":["Likes tea"]}""";
        _bench.Serve("memory", $$"""
            {
              "open_nodes": [ {{Structured("""{"entities":[],"relations":[]}""")}}, {{Structured($$"""{"entities":[{{Ann}}],"relations":[]}""")}} ],
              "create_entities": {{Structured($$"""{"entities":[{{Ann}}]}""")}}
            }
            """);
        Assert.Equal("""{"wasKnown":false,"facts":["Likes tea"]}""", await Output("remember", """{"about":"Ann","fact":"Likes tea","type":"person"}"""));
        Assert.Equal(["""open_nodes {"names":["Ann"]}""", $$"""create_entities {"entities":[{{Ann}}]}""", """open_nodes {"names":["Ann"]}"""], _bench.CallsOf("memory"));
    }

    [Fact]
    [Sample("remember")]
    public async Task Remember_adds_to_who_is_known()
    {
        _bench.Serve("memory", $$"""
            {
              "open_nodes": [
                {{Structured("""{"entities":[{"name":"Ann","entityType":"person","observations":["a"]}],"relations":[]}""")}},
                {{Structured("""{"entities":[{"name":"Ann","entityType":"person","observations":["a","b"]}],"relations":[]}""")}}
              ],
              "add_observations": {{Structured("""{"results":[{"entityName":"Ann","addedObservations":["b"]}]}""")}}
            }
            """);
        Assert.Equal("""{"wasKnown":true,"facts":["a","b"]}""", await Output("remember", """{"about":"Ann","fact":"b"}"""));
        Assert.Equal(
            ["""open_nodes {"names":["Ann"]}""", """add_observations {"observations":[{"entityName":"Ann","contents":["b"]}]}""", """open_nodes {"names":["Ann"]}"""],
            _bench.CallsOf("memory"));
    }

    [Fact]
    [Sample("safe_replace")]
    public async Task Safe_replace_copies_the_file_before_it_writes()
    {
        ServeFile();
        Assert.Equal("""{"diff":"- old\n+ new","backup":"/a/b.txt.bak"}""", await Output("safe_replace", """{"path":"/a/b.txt","old":"old","new":"new"}"""));
        Assert.Equal(
            [
                """read_text_file {"path":"/a/b.txt"}""",
                """write_file {"path":"/a/b.txt.bak","content":"{\"an\": \"old text\"}"}""",
                """edit_file {"path":"/a/b.txt","edits":[{"oldText":"old","newText":"new"}],"dryRun":false}""",
            ],
            _bench.CallsOf("fs"));
    }

    [Fact]
    [Sample("safe_replace")]
    public async Task Safe_replace_only_shows_where_that_is_asked()
    {
        ServeFile();
        Assert.Equal("""{"diff":"- old\n+ new","backup":""}""", await Output("safe_replace", """{"path":"/a/b.txt","old":"old","new":"new","preview":true}"""));
        Assert.DoesNotContain(_bench.CallsOf("fs"), call => call.StartsWith("write_file", StringComparison.Ordinal));
    }

    [Fact]
    [Sample("safe_replace")]
    public async Task Safe_replace_writes_nothing_where_the_text_is_not_there()
    {
        ServeFile();
        Assert.Equal(FailureKind.Fail, (await Failure("safe_replace", """{"path":"/a/b.txt","old":"other","new":"new"}""")).Kind);
        Assert.Equal(["""read_text_file {"path":"/a/b.txt"}"""], _bench.CallsOf("fs"));
    }

    [Fact]
    [Sample("warmer_city")]
    public async Task Warmer_city_says_which_and_by_how_much()
    {
        _bench.Serve("everything", $$"""
            {"get-structured-content":[{{Structured("""{"temperature":20.5,"conditions":"Sunny","humidity":40}""")}},{{Structured("""{"temperature":33,"conditions":"Cloudy","humidity":80}""")}}]}
            """);
        Assert.Equal(
            """{"warmer":"New York","by":12.5,"weather":[{"city":"Chicago","is":"Sunny","temperature":20.5},{"city":"New York","is":"Cloudy","temperature":33}]}""",
            await Output("warmer_city", """{"one":"Chicago","other":"New York"}"""));
    }

    [Fact]
    [Sample("quick_claude")]
    public async Task Quick_claude_asks_in_a_new_tab()
    {
        _bench.Serve("chrome", $$"""
            {
              "spawn_tab": {"text":"{\"tabId\": 7, \"url\": \"about:blank\"}"},
              "send_message": {"text":"sent"},
              "get_response": {{Structured("""{"response":"Forty-two.","done":true}""")}}
            }
            """);
        Assert.Equal("\"Forty-two.\"", await Output("quick_claude", """{"message":"What is the answer?"}"""));
        Assert.Equal(
            ["""spawn_tab {"injectContentScript":true}""", """send_message {"tabId":7,"message":"What is the answer?"}""", """get_response {"tabId":7}"""],
            _bench.CallsOf("chrome"));
    }

    // The text is JSON, which must be found and written as text all the same.
    private void ServeFile() => _bench.Serve("fs", $$"""
        {
          "read_text_file": {{Structured("""{"content":"{\"an\": \"old text\"}"}""")}},
          "write_file": {{Structured("""{"content":"written"}""")}},
          "edit_file": {{Structured("""{"content":"- old\n+ new"}""")}}
        }
        """);

    private async Task UseHost(LocalSite site)
    {
        await _bench.DisposeAsync();
        _bench = new SampleBench { Hosts = [$"127.0.0.1:{site.Port}"] };
    }
}
