using BenchmarkDotNet.Attributes;
using ComposeServer.Engine.Compilation;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Benchmarks.Engine;

/// <summary>Many calls of one run: fifty steps side by side, and one step for each of a thousand items.</summary>
public class WideBenchmarks
{
    private static readonly Value Arguments = Value.Of([new Member("message", Value.Of("hello"))]);
    private static readonly string Thousand = $"[{string.Join(',', Enumerable.Range(0, 1_000))}]";

    private CompiledTool _fanOut = null!;
    private CompiledTool _forEach = null!;

    [GlobalSetup]
    public void Compose()
    {
        var side = Enumerable.Range(0, 50).Select(i => $$"""{"id":"s{{i}}","tool":"ready","params":{"message":"$input.message"} }""");
        _fanOut = new ReadyTools().Compose(ReadyTools.Definition(string.Join(',', side), "\"mode\":\"parallel\",\"output\":\"$s49.message\""));
        _forEach = new ReadyTools().Compose(ReadyTools.Definition(
            $$$"""{"id":"all","tool":"ready","forEach":{{{Thousand}}},"params":{"message":"{{ string($item) }}"} }""", "\"output\":\"{{ length($all) }}\""));
    }

    [Benchmark]
    public async Task<bool> FanOutOf50() => Measured.Good(await _fanOut.Tool.Invoke(new ToolCall(Arguments, CallContext.Alone), CancellationToken.None));

    [Benchmark]
    public async Task<bool> ForEachOver1000() => Measured.Good(await _forEach.Tool.Invoke(new ToolCall(Arguments, CallContext.Alone), CancellationToken.None));
}
