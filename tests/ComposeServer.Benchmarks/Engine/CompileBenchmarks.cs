using System.Text.Json;
using BenchmarkDotNet.Attributes;

namespace ComposeServer.Benchmarks.Engine;

/// <summary>From a definition's JSON to a tool that can be called: read, checked, planned, compiled.</summary>
public class CompileBenchmarks
{
    private readonly ReadyTools _tools = new();
    private JsonElement _definition;

    [Params(3, 20, 100)]
    public int Steps { get; set; }

    [GlobalSetup]
    public void Define() => _definition = ReadyTools.Chain(Steps);

    [Benchmark]
    public object Compose() => _tools.Compose(_definition);
}
