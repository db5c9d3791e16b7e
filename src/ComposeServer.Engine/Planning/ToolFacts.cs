using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ComposeServer.Engine.Json;
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
        Arguments = CompiledSchema.Compile(tool.InputSchema, new SchemaOptions(AssertFormats: false), out var problems);
        Problems = problems;
        ArgumentsType = Arguments is null ? JsonType.Object : SchemaTypes.TypeOf(tool.InputSchema);
        PlainArguments = Arguments is null ? null : WithoutCombinators(tool.InputSchema, Arguments);
        Fingerprint = ToolFingerprint.Of(tool);
        ResultType = tool.OutputSchema.ValueKind == JsonValueKind.Undefined ? JsonType.Any : OutputTypeOf(tool.OutputSchema);
    }

    /// <summary>The compiled input schema; null where it could not be understood, and then nothing is checked.</summary>
    internal CompiledSchema? Arguments { get; }

    /// <summary>The input schema without what combines schemas at its top, for checking arguments of which parts are not known yet.</summary>
    internal CompiledSchema? PlainArguments { get; }

    /// <summary>Why the input schema was not understood.</summary>
    internal ImmutableArray<SchemaProblem> Problems { get; }

    internal JsonType ArgumentsType { get; }

    internal JsonType ResultType { get; }

    internal string Fingerprint { get; }

    internal static ToolFacts Of(Tool tool) => Known.GetValue(tool, static t => new ToolFacts(t));

    private static JsonType OutputTypeOf(JsonElement schema) =>
        CompiledSchema.Compile(schema, new SchemaOptions(AssertFormats: false), out _) is null ? JsonType.Any : SchemaTypes.TypeOf(schema);

    private static CompiledSchema? WithoutCombinators(JsonElement schema, CompiledSchema whole)
    {
        var kept = new List<Member>();
        var all = Value.Of(schema);
        foreach (var member in all.Members())
            if (!IsCombinator(member.Name))
                kept.Add(member);
        if (all.Kind != ValueKind.Object || kept.Count == all.Count)
            return whole;
        return CompiledSchema.Compile(Value.Of([.. kept]).ToElement(), new SchemaOptions(AssertFormats: false), out _);
    }

    private static bool IsCombinator(string keyword) =>
        keyword is "allOf" or "anyOf" or "oneOf" or "not" or "if" or "then" or "else" or "dependentSchemas" or "dependentRequired" or "dependencies"
            or "unevaluatedProperties" or "minProperties" or "maxProperties" or "$ref" or "$dynamicRef" or "$recursiveRef";
}
