using BenchmarkDotNet.Attributes;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;

namespace ComposeServer.Benchmarks.Engine;

/// <summary>JSONPath (RFC 9535): reading a query, and selecting from a document of a hundred items.</summary>
public class PathBenchmarks
{
    private static readonly Value Document = JsonText.Parse(
        $$"""{"items":[{{string.Join(',', Enumerable.Range(0, 100).Select(i => $$"""{"id":{{i}},"name":"n{{i}}","size":{{i % 17}},"tags":["a","b"]}"""))}}]}""");

    private JsonPath _path = null!;

    [Params("$.items[3].name", "$.items[?@.size > 10].name", "$..tags[0]")]
    public string Query { get; set; } = "";

    [GlobalSetup]
    public void Read() => _path = (JsonPath)Compile();

    [Benchmark]
    public object Compile() => JsonPath.TryParse(Query, out var path, out var problems) ? path : throw new InvalidOperationException(string.Join("; ", problems));

    [Benchmark]
    public int Select() => _path.Select(Document).Length;
}
