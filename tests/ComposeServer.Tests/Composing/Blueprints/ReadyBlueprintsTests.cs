using ComposeServer.Composing.Blueprints;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Tests.Composing.Blueprints;

/// <summary>The blueprints that come with the program: each makes a tool that runs.</summary>
public sealed class ReadyBlueprintsTests : IAsyncLifetime
{
    private BlueprintBench _bench = null!;

    public async Task InitializeAsync() => _bench = await BlueprintBench.Open("""
        {
          "read": {"result":{"content":[],"structuredContent":{"body":" Hello ","n":"$arguments.n"}}},
          "write": {"text":"wrote {text}"},
          "status": [{"text":"{\"state\":\"busy\"}"},{"text":"{\"state\":\"busy\"}"},{"text":"{\"state\":\"done\"}"}]
        }
        """);

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    public async Task Five_are_always_shown_and_are_valid_and_not_saved()
    {
        Assert.Equal(["ask_before_write", "fan_out_and_merge", "fetch_transform_store", "poll_until_done", "try_then_fall_back"], ReadyBlueprints.All.Keys);
        foreach (var name in ReadyBlueprints.All.Keys)
        {
            var row = await _bench.Listed(name);
            Assert.Equal("[]", row.Get("problems").ToJson());
            Assert.Equal("""["true","true","false"]""", $"[\"{row.Get("blueprint")}\",\"{row.Get("available")}\",\"{row.Get("saved")}\"]");
        }

        Assert.False(File.Exists(_bench.Composition.Home.ComposedTools));
    }

    [Fact]
    public async Task Fetch_transform_store_hands_on_what_it_changed()
    {
        await _bench.Make("""{"from":"fetch_transform_store","name":"copy","description":"Copy it","with":{"fetch":"s__read","fetchParams":{"n":7},"transform":"{{ trim($fetch.body) }}","store":"s__write","storeParams":{"text":"[{{ $transform }}]"}}}""");
        Assert.Equal("\"wrote [Hello]\"", await _bench.Output("copy"));
        Assert.Equal(["""read {"n":7}""", """write {"text":"[Hello]"}"""], _bench.Calls());
    }

    [Fact]
    public async Task Fan_out_and_merge_calls_for_each_item()
    {
        await _bench.Make("""{"from":"fan_out_and_merge","name":"sums","with":{"parameters":{"list":"array"},"items":"$input.list","tool":"s__read","params":{"n":"$item"},"merge":"{{ sum($fan_out[*].n) }}"}}""");
        Assert.Equal("6", await _bench.Output("sums", """{"list":[1,2,3]}"""));
        Assert.Equal(3, _bench.Calls().Length);
    }

    [Fact]
    public async Task Ask_before_write_writes_only_after_a_yes()
    {
        await _bench.Make("""{"from":"ask_before_write","name":"careful","with":{"parameters":{"t":"string"},"message":"Write {{ $input.t }}?","write":"s__write","params":{"text":"$input.t"}}}""");
        Assert.Equal("""{"written":false}""", await _bench.Output("careful", """{"t":"a"}""", QuestionAction.Decline));
        Assert.Empty(_bench.Calls());
        Assert.Equal("""{"written":true,"result":"wrote a"}""", await _bench.Output("careful", """{"t":"a"}""", QuestionAction.Accept));
        Assert.Equal(["""write {"text":"a"}"""], _bench.Calls());
    }

    [Fact]
    public async Task Poll_until_done_calls_until_it_is_done()
    {
        await _bench.Make("""{"from":"poll_until_done","name":"wait_for_it","with":{"before":{"id":"begin","tool":"s__write","params":{"text":"go"}},"tool":"s__status","params":{},"done":"$this.state == 'done'","every":"1ms","output":"$poll.state"}}""");
        Assert.Equal("\"done\"", await _bench.Output("wait_for_it"));
        Assert.Equal(["""write {"text":"go"}""", "status {}", "status {}", "status {}"], _bench.Calls());
    }

    [Fact]
    public async Task Try_then_fall_back_calls_the_other_when_the_first_fails()
    {
        await _bench.Make("""{"from":"try_then_fall_back","name":"some_way","with":{"tool":"s__read","params":{},"expect":"$this.body == 'never'","retry":{"attempts":2,"delay":"1ms"},"fallback":"s__write","fallbackParams":{"text":"instead: {{ $error.kind }}"}}}""");
        var output = await _bench.Output("some_way");
        Assert.StartsWith("\"wrote instead: ", output, StringComparison.Ordinal);
        Assert.Equal(["read {}", "read {}"], _bench.Calls()[..2]);
        Assert.Equal(3, _bench.Calls().Length);
    }

    [Fact]
    public async Task One_in_the_library_takes_the_place_of_the_ready_one()
    {
        await _bench.Make("""{"name":"poll_until_done","description":"Mine","blueprint":true,"steps":[{"value":"$with.x"}]}""");
        Assert.Equal("Mine", (await _bench.Listed("poll_until_done")).Get("description").Text());
        await _bench.Make("""{"from":"poll_until_done","name":"mine","with":{"x":5}}""");
        Assert.Equal("5", await _bench.Output("mine"));
        await _bench.Own("remove_composed_tool", """{"name":"poll_until_done"}""");
        Assert.NotEqual("Mine", (await _bench.Listed("poll_until_done")).Get("description").Text());
    }

    [Fact]
    public async Task A_ready_one_cannot_be_removed_or_called()
    {
        var removed = await _bench.Own("remove_composed_tool", """{"name":"ask_before_write"}""");
        Assert.True(removed.Get("isError").IsTrue);
        var called = await _bench.Own("call_composed_tool", """{"name":"ask_before_write","arguments":{}}""");
        Assert.True(called.Get("isError").IsTrue);
        Assert.Contains("blueprint", called.Get("content")[0].Get("text").Text(), StringComparison.Ordinal);
    }
}
