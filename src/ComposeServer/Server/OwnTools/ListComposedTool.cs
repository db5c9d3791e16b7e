using ComposeServer.Catalog;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Server.OwnTools;

/// <summary><c>list_composed_tools</c>: what has been composed, and how it stands.</summary>
internal sealed class ListComposedTool(LiveCatalog live, RunFigures figures) : OwnTool(
    "list_composed_tools",
    "List composed tools",
    "List the composed tools with their input schemas, whether they can run just now and what they lack. Look here before composing a new one. Blueprints among them are patterns: dynamic_tool_compose with \"from\" makes tools of them. Example: {\"query\":\"note\"}",
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
        var matching = catalog.ComposedAndReady.Where(t => (name is null || t.Name == name) && words.AllIn(t.Name, t.Description)).ToList();
        var rest = matching.Where(t => after is null || string.CompareOrdinal(Key(t, catalog), after) > 0).Take(limit + 1).ToList();
        var page = rest.Take(limit).Select(t => ComposedToolRow.Of(t, catalog, figures.Of(t.Name), call.Arguments.Get("includeDefinition").IsTrue));
        var members = new List<Member> { new("count", Value.Of(matching.Count)), new("tools", Value.Of([.. page])) };
        if (rest.Count > limit)
            members.Add(new Member("nextCursor", Value.Of(Key(rest[limit - 1], catalog))));
        return ValueTask.FromResult(ResultMapping.OfObject(Value.Of([.. members]), isError: false, isModern));
    }

    // What comes with the program stands behind what was composed: no name has a tilde.
    private static string Key(ComposedTool tool, CatalogSnapshot catalog) => catalog.Composed.ContainsKey(tool.Name) ? tool.Name : "~" + tool.Name;
}
