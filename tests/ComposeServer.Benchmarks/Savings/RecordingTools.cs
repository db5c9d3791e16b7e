using System.Collections.Immutable;
using System.Text;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Benchmarks.Savings;

/// <summary>Tools of which each call is counted: what a model would have written to make it, and what it would have read of its answer.</summary>
internal sealed class RecordingTools(ToolSource tools) : ToolSource
{
    private readonly Lock _lock = new();

    internal int Calls { get; private set; }

    internal long Bytes { get; private set; }

    internal override ToolLookup Find(string name, ImmutableHashSet<string> pinned) =>
        tools.Find(name, pinned) is { Tool: { } tool } ? ToolLookup.Found(tool with { Invoke = Recorded(tool) }) : tools.Find(name, pinned);

    internal override ImmutableArray<string> UsesOf(string name) => tools.UsesOf(name);

    /// <summary>What of a call passes through a model: the tool's name and the arguments that it writes, and the content that it reads.</summary>
    internal static long BytesOf(string name, Value arguments, ToolResult result) =>
        Encoding.UTF8.GetByteCount($$"""{"name":"{{name}}","arguments":{{arguments.ToJson()}}}""") + Encoding.UTF8.GetByteCount(result.Content.ToJson());

    private ToolInvoker Recorded(Tool tool) => async (call, cancellationToken) =>
    {
        var result = await tool.Invoke(call, cancellationToken);
        lock (_lock)
        {
            Calls++;
            Bytes += BytesOf(tool.Name, call.Arguments, result);
        }

        return result;
    };
}
