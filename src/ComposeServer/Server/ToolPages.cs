using System.Text;
using ComposeServer.Catalog;
using ComposeServer.Engine.Json;

namespace ComposeServer.Server;

/// <summary>The list of tools in pages: own, composed, upstreams, by name in each, the same for every connection.</summary>
internal static class ToolPages
{
    /// <summary>How many tools a page holds; many clients read only the first.</summary>
    internal const int PageSize = 500;

    /// <summary>So many composed tools are planned side by side.</summary>
    private const int WorthThreads = 64;

    private const char Own = '0';
    private const char Composed = '1';
    private const char Upstream = '2';

    /// <summary>One page.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="ownTools">The descriptions of the server's own tools.</param>
    /// <param name="listComposed">Whether composed tools are listed.</param>
    /// <param name="cursor">Where the page before ended; null for the first.</param>
    /// <returns>The tools and the next cursor; null when the cursor is none of ours.</returns>
    internal static (Value Tools, string? Next)? Read(CatalogSnapshot catalog, IReadOnlyList<Member> ownTools, bool listComposed, string? cursor)
    {
        if (!TryDecode(cursor, out var after))
            return null;
        if (listComposed)
            PlanAhead(catalog, after);
        var page = new List<Value>();
        string? last = null;
        foreach (var (key, tool) in All(catalog, ownTools, listComposed, after))
        {
            if (page.Count == PageSize)
                return (Value.Of([.. page]), Encode(last!));
            page.Add(tool);
            last = key;
        }

        return (Value.Of([.. page]), null);
    }

    // The first list after a start plans what it lists, which is more work than all the rest of it.
    private static void PlanAhead(CatalogSnapshot catalog, string after)
    {
        if (catalog.Composed.Count >= WorthThreads)
            Parallel.ForEach(
                catalog.Composed.Where(composed => IsBehind(Composed, composed.Key, after) && composed.Value.IsListed).Take(PageSize),
                composed => composed.Value.Resolve(catalog));
    }

    private static IEnumerable<(string Key, Value Tool)> All(CatalogSnapshot catalog, IReadOnlyList<Member> ownTools, bool listComposed, string after)
    {
        foreach (var (name, tool) in ownTools)
            if (IsBehind(Own, name, after))
                yield return (Own + name, tool);
        if (listComposed)
            foreach (var (name, composed) in catalog.Composed)
                if (IsBehind(Composed, name, after) && composed.IsListed && composed.Resolve(catalog).Tool is { } compiled)
                    yield return (Composed + name, ToolDescription.Of(compiled.Tool));
        foreach (var tool in catalog.Callable.Sorted)
            if (IsBehind(Upstream, tool.Tool.Name, after) && tool is { IsListed: true, IsDenied: false })
                yield return (Upstream + tool.Tool.Name, UpstreamListing.Of(tool));
    }

    private static bool IsBehind(char group, string name, string after) =>
        after.Length == 0 || group > after[0] || (group == after[0] && string.CompareOrdinal(name, after[1..]) > 0);

    private static string Encode(string key) => Convert.ToBase64String(Encoding.UTF8.GetBytes(key));

    private static bool TryDecode(string? cursor, out string key)
    {
        key = "";
        if (cursor is null)
            return true;
        var bytes = new byte[cursor.Length];
        if (!Convert.TryFromBase64String(cursor, bytes, out var length) || length == 0)
            return false;
        key = Encoding.UTF8.GetString(bytes, 0, length);
        return key[0] is Own or Composed or Upstream;
    }
}
