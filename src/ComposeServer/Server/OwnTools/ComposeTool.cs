using ComposeServer.Composing;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Server.OwnTools;

/// <summary><c>dynamic_tool_compose</c>: welds tools into a new one.</summary>
internal sealed class ComposeTool(Composer composer) : OwnTool(
    "dynamic_tool_compose",
    "Compose a tool",
    """
    Weld tools that are called again and again in the same order into one new tool. It is checked, saved and listed at once, and from then on it is one call.
    Example: {"name":"fetch_and_note","description":"Read a file and store it as a note","parameters":{"path":"string","title?":"string"},"steps":[{"id":"read","tool":"files__read_text","params":{"path":"$input.path"}},{"tool":"notes__add","params":{"title":"{{ default($input.title, $input.path) }}","text":"$read","size":"{{ length($read) }}"}}],"output":"$step2.id"}
    References keep their type: $input.x, $step1.a.b[0], $ID.items[?@.size > 10].name, $previous. Inside other text write {{ expression }}; functions: default exists if string number json parseJson lower upper trim split join replace contains keys merge get concat first last sort sortBy unique sum min max round now date length match.
    A "?" at the end of a reference allows it to find nothing. A step has exactly one of "tool", "value" (a template, no call), "elicit" (ask the person: {"message","schema"?}) or "fail"; and perhaps "id", "condition", "expect" ($this is the answer), "result" (a template over $this), "default" (when skipped), "timeout",
    "forEach": "$list.items" ($item, $index; "maxParallel", "tolerate"), "retry": 3, "until": {"condition","every","timeout"}, "paginate": {"while","next","items"}, "onError": "continue" | {"value": …} | {"tool","params"}, "compensate": {"tool","params"}, "cache": "5m". Steps run in order; "mode": "parallel" starts each as soon as what it refers to has ended; "finally": steps that run whatever happened.
    "from": "blueprint", "with": {…} makes a tool of a pattern (list_composed_tools shows the ready ones and your own: "blueprint": true, with $with.x where values go).
    "dryRun": true only checks. Find tools for steps with find_tools. An error names the place and what to write instead.
    """,
    """
    {
      "type": "object",
      "properties": {
        "name": { "type": "string", "description": "Letters, digits, single underscores" },
        "description": { "type": "string", "description": "What the tool does and when to use it" },
        "parameters": { "type": "object", "description": "{\"city\":\"string\",\"days\":{\"type\":\"integer\",\"default\":3},\"unit?\":\"string\"}, or a JSON Schema with \"type\":\"object\"" },
        "steps": { "type": "array", "description": "1 to 100 steps, in order", "items": { "type": "object" } },
        "output": { "description": "What the tool gives: a template or a step's id; by default the last step" },
        "outputSchema": { "description": "JSON Schema that the output must satisfy" },
        "save": { "type": "boolean", "default": true, "description": "Keep it in the library" },
        "replace": { "type": "boolean", "default": false, "description": "Take the place of a composed tool of this name" },
        "listed": { "type": "boolean", "default": true, "description": "Show it in tools/list" },
        "mode": { "type": "string", "enum": ["sequential", "auto", "parallel", "pipeline", "scatter_gather"], "default": "sequential" },
        "finally": { "type": "array", "description": "Steps that run at the end, whatever happened", "items": { "type": "object" } },
        "maxParallel": { "type": "integer", "description": "Most calls in flight, 1 to 64", "default": 10 },
        "onError": { "type": "string", "enum": ["abort", "continue"], "default": "abort" },
        "from": { "type": "string", "description": "A blueprint's name, instead of steps" },
        "with": { "type": "object", "description": "What the blueprint's $with.… stand for" },
        "timeout": { "description": "For the whole run: \"30s\", \"5m\"" },
        "annotations": { "type": "object" },
        "dryRun": { "type": "boolean", "default": false, "description": "Check it and show the plan; change nothing" },
        "force": { "type": "boolean", "default": false, "description": "Replace it even if tools that use it break" },
        "blueprint": { "type": "boolean", "default": false, "description": "Keep it as a pattern: $with.x is filled in when a tool is made of it" },
        "definition": { "description": "All of the above but dryRun and force, wrapped" }
      }
    }
    """,
    new ToolAnnotations { ReadOnly = false, Destructive = false, Idempotent = false, OpenWorld = false })
{
    internal override bool AnswersFaults => true;

    private protected override async ValueTask<Value> DoAsync(ToolCall call, bool isModern, CancellationToken cancellationToken)
    {
        var answer = await composer.ComposeAsync(call.Arguments, call.Context.Ask, cancellationToken);
        return ResultMapping.OfObject(answer.Body, answer.IsError, isModern);
    }
}
