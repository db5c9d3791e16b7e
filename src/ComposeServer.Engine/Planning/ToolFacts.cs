using System.Runtime.CompilerServices;
using System.Text.Json;
using ComposeServer.Engine.Schemas;
using ComposeServer.Engine.Tools;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Planning;

/// <summary>What planning needs to know of a tool, worked out once for as long as the tool lives.</summary>
internal sealed class ToolFacts
{
    private static readonly ConditionalWeakTable<Tool, ToolFacts> Known = [];

    private ToolFacts(Tool tool)
    {
        // Composed tools assert formats, others need not.
        var options = new SchemaOptions(AssertFormats: tool.ChecksArguments);
        Arguments = CompiledSchema.Compile(tool.InputSchema, options, out var problems);
        Problem = problems is [var first, ..] ? first.Message : null;
        ArgumentsType = Arguments is null ? JsonType.Object : SchemaTypes.TypeOf(tool.InputSchema);
        PlainArguments = Arguments is null ? null : CompiledSchema.Compile(PlainSchema.Of(tool.InputSchema), options, out _);
        Fingerprint = ToolFingerprint.Of(tool);
        var result = tool.ValueSchema.ValueKind == JsonValueKind.Undefined ? tool.OutputSchema : tool.ValueSchema;
        ResultType = result.ValueKind == JsonValueKind.Undefined ? JsonType.Any : OutputTypeOf(result);
    }

    /// <summary>The compiled input schema; null where it could not be understood, and then nothing is checked.</summary>
    internal CompiledSchema? Arguments { get; }

    /// <summary>The input schema without what combines schemas, for checking arguments of which parts are not known yet.</summary>
    internal CompiledSchema? PlainArguments { get; }

    /// <summary>Why the input schema was not understood; null when it was.</summary>
    internal string? Problem { get; }

    internal JsonType ArgumentsType { get; }

    internal JsonType ResultType { get; }

    internal string Fingerprint { get; }

    internal static ToolFacts Of(Tool tool) => Known.GetValue(tool, static t => new ToolFacts(t));

    private static JsonType OutputTypeOf(JsonElement schema) =>
        CompiledSchema.Compile(schema, new SchemaOptions(AssertFormats: false), out _) is null ? JsonType.Any : SchemaTypes.TypeOf(schema);
}
