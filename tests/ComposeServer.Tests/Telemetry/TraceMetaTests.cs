using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.Server;
using ComposeServer.Tests.Server;

namespace ComposeServer.Tests.Telemetry;

[Collection(TelemetryTestGroup.Name)]
public sealed class TraceMetaTests
{
    private const string Parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_trace_of_a_request_reaches_the_upstream(bool modern)
    {
        var record = Path.Combine(Path.GetTempPath(), $"record-{Guid.NewGuid():N}.jsonl");
        try
        {
            var script = $$"""{"record":{{JsonSerializer.Serialize(record)}},"tools":[{"name":"t","inputSchema":{"type":"object"} }]}""";
            await using var served = await Served.Start(servers: Served.StandIn("s", script), modern: modern);
            var meta = $$""","_meta":{"traceparent":"{{Parent}}","tracestate":"vendor=1"}""";
            await served.Client.ListNames();
            await served.Client.Call("dynamic_tool_compose", """{"name":"traced","description":"d","steps":[{"tool":"s__t"}]}""");
            await served.Client.Call("traced", more: meta);
            await served.Client.Call("call_composed_tool", """{"name":"traced"}""", meta);
            await served.Client.Call("s__t", more: meta);
            await served.Client.Call("s__t");
            var calls = File.ReadLines(record).Select(line => JsonElement.Parse(line)).Where(message => message.Has("method") && message.Text("method") == "tools/call").ToList();
            Assert.Equal(4, calls.Count);
            foreach (var call in calls[..3])
                Assert.Equal((Parent, "vendor=1"), (call.Text("params/_meta/traceparent"), call.Text("params/_meta/tracestate")));
            Assert.False(calls[3].At("params/_meta").Has("traceparent"));
            using var log = new SpanLog("traced");
            await served.Client.Call("traced", more: meta);
            var last = JsonElement.Parse(File.ReadLines(record).Last());
            Assert.Equal("0af7651916cd43dd8448eb211c80319c", log["run traced"].TraceId.ToString());
            Assert.Equal(log["step step1"].Id, last.Text("params/_meta/traceparent"));
        }
        finally
        {
            File.Delete(record);
        }
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"traceparent":5}""")]
    [InlineData("""{"traceparent":"nonsense"}""")]
    [InlineData("""{"traceparent":"00-00000000000000000000000000000000-b7ad6b7169203331-01"}""")]
    [InlineData("""{"tracestate":"vendor=1"}""")]
    public void What_is_no_trace_is_not_taken_for_one(string meta) => Assert.Null(TraceMeta.Read(JsonNode.Parse(meta)!.AsObject()));

    [Fact]
    public void A_state_that_cannot_be_handed_on_is_left_out()
    {
        var meta = new JsonObject { ["traceparent"] = Parent, ["tracestate"] = new string('a', 600) };
        Assert.Null(TraceMeta.Read(meta)!.State);
    }
}
