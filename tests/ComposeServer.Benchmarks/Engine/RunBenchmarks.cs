using BenchmarkDotNet.Attributes;
using ComposeServer.Engine.Compilation;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Benchmarks.Engine;

/// <summary>A call of a composed tool whose tools answer at once.</summary>
public class RunBenchmarks
{
    private static readonly Value Arguments = Value.Of([new Member("message", Value.Of("hello"))]);

    private CompiledTool _tool = null!;

    [Params(3, 20, 100)]
    public int Steps { get; set; }

    [GlobalSetup]
    public void Compose() => _tool = new ReadyTools().Compose(ReadyTools.Chain(Steps));

    [Benchmark]
    public async Task<bool> Run() => Measured.Good(await _tool.Tool.Invoke(new ToolCall(Arguments, CallContext.Alone), CancellationToken.None));
}
