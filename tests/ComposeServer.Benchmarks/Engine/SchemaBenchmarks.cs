using System.Text.Json;
using BenchmarkDotNet.Attributes;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Schemas;

namespace ComposeServer.Benchmarks.Engine;

/// <summary>JSON Schema (2020-12): compiling the schema of a tool of some size, and judging arguments for it.</summary>
public class SchemaBenchmarks
{
    private static readonly JsonElement Schema = JsonElement.Parse(
        """
        {"type":"object","required":["path","edits"],"additionalProperties":false,"properties":{
          "path":{"type":"string","minLength":1,"maxLength":4096},"dryRun":{"type":"boolean","default":false},"mode":{"enum":["strict","lenient"]},
          "edits":{"type":"array","maxItems":100,"items":{"$ref":"#/$defs/edit"}}},
          "$defs":{"edit":{"type":"object","required":["oldText","newText"],"properties":{"oldText":{"type":"string"},"newText":{"type":"string"},"line":{"type":"integer","minimum":1}}}}}
        """);

    private static readonly Value Arguments = JsonText.Parse(
        $$"""{"path":"notes.md","mode":"strict","edits":[{{string.Join(',', Enumerable.Range(1, 10).Select(i => $$"""{"oldText":"a","newText":"b","line":{{i}}}"""))}}]}""");

    private readonly CompiledSchema _compiled = CompileNow();

    [Benchmark]
    public object Compile() => CompileNow();

    [Benchmark]
    public bool Judge() => _compiled.IsValid(Arguments) ? true : throw new InvalidOperationException("The arguments fit.");

    private static CompiledSchema CompileNow() => CompiledSchema.Compile(Schema, default, out var problems) ?? throw new InvalidOperationException(string.Join("; ", problems));
}
