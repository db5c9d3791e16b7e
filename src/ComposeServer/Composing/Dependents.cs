using System.Collections.Immutable;
using ComposeServer.Catalog;

namespace ComposeServer.Composing;

/// <summary>The composed tools that use a composed tool.</summary>
internal static class Dependents
{
    /// <summary>Those that call it themselves, by name.</summary>
    internal static ImmutableArray<string> Of(string name, CatalogSnapshot catalog) =>
        [.. catalog.Composed.Values.Where(t => t.Uses.ContainsKey(name)).Select(t => t.Name)];

    /// <summary>Those that can run now and could not in another catalog, however far they are from the tool that changes.</summary>
    internal static ImmutableArray<string> BrokenBy(string name, CatalogSnapshot now, CatalogSnapshot then)
    {
        var (broken, seen) = (ImmutableArray.CreateBuilder<string>(), new HashSet<string>(StringComparer.Ordinal) { name });
        var waiting = new Queue<string>(Of(name, now));
        while (waiting.TryDequeue(out var next))
        {
            if (!seen.Add(next))
                continue;
            if (now.Composed[next].Resolve(now).Tool is not null && then.Composed[next].Resolve(then).Tool is null)
                broken.Add(next);
            foreach (var further in Of(next, now))
                waiting.Enqueue(further);
        }

        return broken.ToImmutable();
    }
}
