using BenchmarkDotNet.Attributes;
using ComposeServer.Engine.Compilation;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Benchmarks.Engine;

/// <summary>Three steps as a composed tool, and the same chain written by hand over the same delegates.</summary>
public class ChainBenchmarks
{
    private static readonly Value Arguments = Value.Of([new Member("message", Value.Of("hello"))]);

    private CompiledTool _composed = null!;
    private ToolInvoker _tool = null!;

    /// <summary><c>ready</c> answers at once, <c>busy</c> after twenty microseconds.</summary>
    [Params("ready", "busy")]
    public string Tool { get; set; } = "";

    [GlobalSetup]
    public void Compose()
    {
        var tools = new ReadyTools();
        _composed = tools.Compose(ReadyTools.Chain(3, Tool));
        _tool = tools.Invoker(Tool);
    }

    [Benchmark(Baseline = true)]
    public async Task<bool> ByHand()
    {
        var first = await Call(Arguments.Get("message"));
        var second = await Call(first.Value.Get("message"));
        var third = await Call(second.Value.Get("message"));
        var output = Value.Of(
        [
            new Member("text", Value.Of(third.Value.Get("message").Text().ToUpperInvariant())),
            new Member("first", third.Value.Get("items")[0]),
        ]);
        return Measured.Good(ToolResult.Of(output));
    }

    [Benchmark]
    public async Task<bool> Composed() => Measured.Good(await _composed.Tool.Invoke(new ToolCall(Arguments, CallContext.Alone), CancellationToken.None));

    private async ValueTask<ToolResult> Call(Value message)
    {
        var result = await _tool(new ToolCall(Value.Of([new Member("message", message)]), CallContext.Alone), CancellationToken.None);
        Measured.Good(result);
        return result;
    }
}
