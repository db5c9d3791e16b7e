using ComposeServer.Catalog;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Server.OwnTools;

/// <summary><c>call_composed_tool</c>: calls a composed tool by name, for clients that do not see it in their list.</summary>
internal sealed class CallComposedTool(LiveCatalog live, ComposedRunner runner) : OwnTool(
    "call_composed_tool",
    "Call a composed tool",
    "Call a composed tool that is not in your tool list, such as one that was composed just now: the same as calling it directly. Example: {\"name\":\"fetch_and_note\",\"arguments\":{\"path\":\"todo.md\"}}",
    """
    {
      "type": "object",
      "properties": {
        "name": { "type": "string", "description": "The composed tool's name; list_composed_tools lists them" },
        "arguments": { "type": ["object", "string", "null"], "description": "Its arguments: an object, or the same as JSON text" }
      },
      "required": ["name"],
      "additionalProperties": false
    }
    """,
    new ToolAnnotations { ReadOnly = false, Destructive = true, Idempotent = false, OpenWorld = true })
{
    private protected override async ValueTask<Value> DoAsync(ToolCall call, bool isModern, CancellationToken cancellationToken)
    {
        var name = Text(call.Arguments, "name")!;
        if (!live.Current.Composed.ContainsKey(name) && live.Current.FindBlueprint(name) is null)
            return ResultMapping.Of(Unknown(name), isModern);
        if (ArgumentsOf(call.Arguments.Get("arguments")) is not { } arguments)
            return ResultMapping.Of(ToolResult.Failed(FailureKind.InvalidArguments, "/arguments must be an object, or one as JSON text."), isModern);
        return ResultMapping.Of(await runner.RunAsync(name, call with { Arguments = arguments }, cancellationToken), isModern);
    }

    private static Value? ArgumentsOf(Value written)
    {
        if (written.IsNothing || written.IsNull)
            return Value.EmptyObject;
        if (written.IsText)
            return string.IsNullOrWhiteSpace(written.Text()) ? Value.EmptyObject
                : JsonText.TryParse(written.Text(), out var parsed) && parsed.ValueKind == System.Text.Json.JsonValueKind.Object ? Value.Of(parsed) : null;
        return written;
    }

    private ToolResult Unknown(string name)
    {
        var near = Nearest.Names(name, live.Current.Composed.Keys, 3);
        var hint = near.Count == 0 ? "list_composed_tools lists them." : $"Did you mean {string.Join(", ", near.Select(n => $"\"{n}\""))}?";
        return ToolResult.Failed(FailureKind.InvalidArguments, $"/name: there is no composed tool \"{name}\". {hint}");
    }
}
