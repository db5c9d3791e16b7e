using System.Diagnostics;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Tests.Telemetry;

[Collection(TelemetryTestGroup.Name)]
public sealed class RunSpansTests
{
    private const string Parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static readonly TraceContext Caller = new(Parent, "vendor=1");

    private readonly RunBench _bench = new();

    [Fact]
    public async Task A_run_is_a_child_of_its_caller_and_a_step_of_its_run_and_a_call_is_part_of_its_step()
    {
        using var log = new SpanLog("spans_plain");
        var tool = _bench.Compose("""{"name":"spans_plain","description":"d","parameters":{"password":"string"},"steps":[{"id":"a","tool":"echo","params":"$input"},{"id":"b","value":"$a"}]}""");
        await RunBench.RunAsync(tool, Caller);
        Assert.Equal(["step a", "step b", "run spans_plain"], log.Ended.Select(span => span.DisplayName));
        var run = log["run spans_plain"];
        Assert.Equal("0af7651916cd43dd8448eb211c80319c", run.TraceId.ToString());
        Assert.Equal("b7ad6b7169203331", run.ParentSpanId.ToString());
        Assert.True(run.HasRemoteParent);
        Assert.Equal(run.SpanId, log["step a"].ParentSpanId);
        Assert.Equal(run.SpanId, log["step b"].ParentSpanId);
        Assert.Equal(new TraceContext(log["step a"].Id!, "vendor=1"), Assert.Single(_bench.Traces));
        Assert.Equal(
            [new("composer.tool", "spans_plain"), new("composer.run.id", "run-1"), new("composer.status", "succeeded")], run.TagObjects);
        Assert.Equal(
            [new("composer.tool", "spans_plain"), new("composer.step", "a"), new("composer.step.tool", "echo"), new("composer.attempts", 1), new("composer.status", "succeeded")],
            log["step a"].TagObjects);
    }

    [Fact]
    public async Task A_nested_run_is_a_child_of_the_step_that_calls_it()
    {
        using var log = new SpanLog("spans_nested");
        _bench.Compose("""{"name":"spans_nested_inner","description":"d","steps":[{"tool":"echo"}]}""");
        await RunBench.RunAsync(_bench.Compose("""{"name":"spans_nested_outer","description":"d","steps":[{"id":"calls","tool":"spans_nested_inner"}]}"""));
        var inner = log["run spans_nested_inner"];
        Assert.Equal(log["step calls"].SpanId, inner.ParentSpanId);
        Assert.Equal(inner.SpanId, log["step step1"].ParentSpanId);
        Assert.Equal(default, log["run spans_nested_outer"].ParentSpanId);
        Assert.Single(log.Ended.Select(span => span.TraceId).Distinct());
    }

    [Fact]
    public async Task Failures_are_told_by_kind_and_never_by_message_or_value()
    {
        using var log = new SpanLog("spans_fail");
        await RunBench.RunAsync(_bench.Compose("""
            {"name":"spans_fail","description":"d","parameters":{"password":"string"},"steps":[
              {"id":"caught","tool":"fails","params":"$input","onError":"continue"},
              {"id":"skipped","value":"$caught"},
              {"id":"again","tool":"second_time","forEach":[1,2],"retry":{"attempts":2,"delay":"1ms"}},
              {"id":"last","fail":{"message":"{{ $input.password }}"}}]}
            """));
        var (caught, skipped, again, run) = (log["step caught"], log["step skipped"], log["step again"], log["run spans_fail"]);
        Assert.Equal((ActivityStatusCode.Error, "tool_error", "failed"), (caught.Status, caught.GetTagItem("error.type"), caught.GetTagItem("composer.status")));
        Assert.Equal((ActivityStatusCode.Unset, "skipped", 0), (skipped.Status, skipped.GetTagItem("composer.status"), skipped.GetTagItem("composer.attempts")));
        Assert.Equal((3, 2, "retry"), (again.GetTagItem("composer.attempts"), again.GetTagItem("composer.items"), Assert.Single(again.Events).Name));
        Assert.Equal((ActivityStatusCode.Error, "fail", "failed"), (run.Status, run.GetTagItem("error.type"), run.GetTagItem("composer.status")));
        foreach (var span in log.Ended)
            Assert.DoesNotContain(RunBench.Secret, span.StatusDescription + span.DisplayName + string.Join(' ', span.TagObjects), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_ambient_span_stays_as_it_was()
    {
        using var log = new SpanLog("spans_ambient");
        using var ambient = new Activity("ambient").Start();
        await RunBench.RunAsync(_bench.Compose("""{"name":"spans_ambient","description":"d","steps":[{"tool":"echo"}]}"""));
        Assert.Same(ambient, Activity.Current);
        // Where the request says nothing, whoever runs it may have a span of its own.
        Assert.Equal(ambient.SpanId, log["run spans_ambient"].ParentSpanId);
    }

    [Fact]
    public async Task Without_a_listener_the_callers_trace_is_handed_on_as_it_came()
    {
        await RunBench.RunAsync(_bench.Compose("""{"name":"spans_none","description":"d","steps":[{"tool":"echo"}]}"""), Caller);
        Assert.Equal(Caller, Assert.Single(_bench.Traces));
    }

    [Fact]
    public async Task Of_a_trace_that_is_not_sampled_there_are_no_spans_and_it_is_handed_on()
    {
        using var log = new SpanLog("spans_unsampled", ActivitySamplingResult.None);
        await RunBench.RunAsync(_bench.Compose("""{"name":"spans_unsampled","description":"d","steps":[{"tool":"echo"}]}"""), Caller);
        Assert.Empty(log.Ended);
        Assert.Equal(Caller, Assert.Single(_bench.Traces));
    }
}
