using ComposeServer.Catalog;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Server.OwnTools;

/// <summary><c>find_tools</c>: everything that a step may call, and how the servers stand.</summary>
internal sealed class FindTools(LiveCatalog live) : OwnTool(
    "find_tools",
    "Find tools for steps",
    "Find tools that steps of a composed tool can call, with their schemas: those of the connected servers, built-in ones and composed ones, also those that are not in your list; and the state of the servers. Example: {\"query\":\"read file\"}",
    """
    {
      "type": "object",
      "properties": {
        "query": { "type": "string", "description": "Words that name or description hold" },
        "server": { "type": "string", "description": "Only this server's tools; \"composer\" for composed ones" },
        "limit": { "type": "integer", "minimum": 1, "maximum": 1000, "default": 100 }
      },
      "additionalProperties": false
    }
    """,
    new ToolAnnotations { ReadOnly = true, Destructive = false, Idempotent = true, OpenWorld = false })
{
    private const string ComposedServer = "composer";

    private protected override ValueTask<Value> DoAsync(ToolCall call, bool isModern, CancellationToken cancellationToken)
    {
        var catalog = live.Current;
        var words = Words.Of(Text(call.Arguments, "query"));
        var server = Text(call.Arguments, "server");
        var found = new List<Value>();
        foreach (var (tool, listed) in All(catalog, server, words).Take(Number(call.Arguments, "limit", 100)))
            found.Add(Describe(catalog, tool, listed));
        var body = Value.Of(
        [
            new Member("tools", Value.Of([.. found])),
            new Member("servers", Value.Of([.. catalog.Servers.Select(Describe)])),
        ]);
        return ValueTask.FromResult(ResultMapping.OfObject(body, isError: false, isModern));
    }

    // What matches in its name comes before what matches in its description only.
    private static IEnumerable<(Tool Tool, bool Listed)> All(CatalogSnapshot catalog, string? server, Words words)
    {
        var later = new List<(Tool, bool)>();
        foreach (var (tool, listed) in Callable(catalog, server, words))
            if (words.AllIn(tool.Name))
                yield return (tool, listed);
            else
                later.Add((tool, listed));
        foreach (var one in later)
            yield return one;
    }

    // Who searches wants what is composed already; who looks at everything has list_composed_tools for that.
    private static IEnumerable<(Tool Tool, bool Listed)> Callable(CatalogSnapshot catalog, string? server, Words words) => words.Any
        ? Composed(catalog, server, words).Concat(OfServers(catalog, server, words))
        : OfServers(catalog, server, words).Concat(Composed(catalog, server, words));

    private static IEnumerable<(Tool Tool, bool Listed)> Composed(CatalogSnapshot catalog, string? server, Words words)
    {
        if (server is not (null or ComposedServer))
            yield break;
        foreach (var composed in catalog.Composed.Values)
            if (words.AllIn(composed.Name, composed.Description) && composed.Resolve(catalog).Tool is { } compiled)
                yield return (compiled.Tool, composed.IsListed);
    }

    private static IEnumerable<(Tool Tool, bool Listed)> OfServers(CatalogSnapshot catalog, string? server, Words words)
    {
        foreach (var callable in catalog.Callable.Sorted)
            if (!callable.IsDenied && (server is null || callable.Tool.Server == server) && words.AllIn(callable.Tool.Name, callable.Tool.Description))
                yield return (callable.Tool, callable.IsListed);
    }

    private static Value Describe(CatalogSnapshot catalog, Tool tool, bool listed)
    {
        var members = new List<Member>();
        foreach (var member in ToolDescription.Of(tool).Members())
        {
            members.Add(member);
            if (member.Name == "name")
                members.Add(new Member("server", Value.Of(tool.Server ?? ComposedServer)));
        }

        members.Add(new Member("listed", Value.Of(listed)));
        if (catalog.Servers.FirstOrDefault(server => server.Name == tool.Server)?.OpenCircuits.GetValueOrDefault(tool.Name) is { } circuit)
            members.AddRange(new Member("state", Value.Of("circuit_open")), new Member("error", Value.Of(circuit)));
        return Value.Of([.. members]);
    }

    private static Value Describe(ServerState server)
    {
        var members = new List<Member> { new("name", Value.Of(server.Name)), new("state", Value.Of(server.State)) };
        if (server.Error is { } error)
            members.Add(new Member("error", Value.Of(error)));
        return Value.Of([.. members]);
    }
}
