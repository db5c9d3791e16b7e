using ComposeServer.Catalog;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Server.OwnTools;

/// <summary><c>list_composed_tools</c>: what has been composed, and how it stands.</summary>
internal sealed class ListComposedTool(LiveCatalog live, RunFigures figures) : OwnTool(
    "list_composed_tools",
    "List composed tools",
    "List the composed tools with their input schemas, whether they can run just now and what they lack. Look here before composing a new one. Blueprints, those in \"blueprints\" that come ready too, are patterns: dynamic_tool_compose with \"from\" makes tools of them. Example: {\"query\":\"note\"}",
    """
    {
      "type": "object",
      "properties": {
        "name": { "type": "string", "description": "Only the tool of this name" },
        "query": { "type": "string", "description": "Words that name or description hold" },
        "includeDefinition": { "type": "boolean", "default": false },
        "limit": { "type": "integer", "minimum": 1, "maximum": 1000, "default": 100 },
        "cursor": { "type": "string", "description": "\"nextCursor\" of the page before" }
      },
      "additionalProperties": false
    }
    """,
    new ToolAnnotations { ReadOnly = true, Destructive = false, Idempotent = true, OpenWorld = false })
{
    private protected override ValueTask<Value> DoAsync(ToolCall call, bool isModern, CancellationToken cancellationToken)
    {
        var catalog = live.Current;
        var name = Text(call.Arguments, "name");
        var words = Words.Of(Text(call.Arguments, "query"));
        var after = Text(call.Arguments, "cursor");
        var limit = Number(call.Arguments, "limit", 100);
        bool Matches(ComposedTool tool) => (name is null || tool.Name == name) && words.AllIn(tool.Name, tool.Description);
        Value Row(ComposedTool tool) => ComposedToolRow.Of(tool, catalog, figures.Of(tool.Name), call.Arguments.Get("includeDefinition").IsTrue);
        var matching = catalog.Composed.Values.Where(Matches).ToList();
        var rest = matching.Where(t => after is null || string.CompareOrdinal(t.Name, after) > 0).Take(limit + 1).ToList();
        var members = new List<Member> { new("count", Value.Of(matching.Count)), new("tools", Value.Of([.. rest.Take(limit).Select(Row)])) };
        if (rest.Count > limit)
            members.Add(new Member("nextCursor", Value.Of(rest[limit - 1].Name)));
        if (after is null && !catalog.LibraryProblems.IsEmpty)
            members.Add(new Member("problems", Value.Of([.. catalog.LibraryProblems.Select(Value.Of)])));
        // What comes with the program was composed by nobody, so it is not counted with what was.
        if (after is null)
            members.Add(new Member("blueprints", Value.Of([.. catalog.Ready.Values.Where(t => !catalog.Composed.ContainsKey(t.Name) && Matches(t)).Select(Row)])));
        return ValueTask.FromResult(ResultMapping.OfObject(Value.Of([.. members]), isError: false, isModern));
    }
}
