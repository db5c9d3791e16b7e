using ComposeServer.Composing;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Server.OwnTools;

/// <summary><c>remove_composed_tool</c>: takes a composed tool out of the list and the library.</summary>
internal sealed class RemoveComposedTool(Composer composer) : OwnTool(
    "remove_composed_tool",
    "Remove a composed tool",
    "Remove a composed tool, from the library too. Refused, with their names, while other composed tools use it, unless \"force\" is true. Example: {\"name\":\"fetch_and_note\"}",
    """
    {
      "type": "object",
      "properties": {
        "name": { "type": "string" },
        "force": { "type": "boolean", "default": false, "description": "Remove it even if others use it" }
      },
      "required": ["name"],
      "additionalProperties": false
    }
    """,
    new ToolAnnotations { ReadOnly = false, Destructive = true, Idempotent = false, OpenWorld = false })
{
    private protected override async ValueTask<Value> DoAsync(ToolCall call, bool isModern, CancellationToken cancellationToken)
    {
        var answer = await composer.RemoveAsync(Text(call.Arguments, "name")!, call.Arguments.Get("force").IsTrue, call.Context.Ask, cancellationToken);
        return ResultMapping.OfObject(answer.Body, answer.IsError, isModern);
    }
}
