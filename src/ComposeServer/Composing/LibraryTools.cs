using System.Collections.Immutable;
using ComposeServer.Catalog;
using ComposeServer.Library;

namespace ComposeServer.Composing;

/// <summary>Brings what the library holds into the catalog. Tools that did not change stay the same objects, with their plans.</summary>
internal static class LibraryTools
{
    /// <param name="catalog">The catalog.</param>
    /// <param name="library">The library at the moment.</param>
    /// <param name="fresh">The tool that was just saved, whose plan is at hand.</param>
    /// <param name="resolution">That plan.</param>
    internal static CatalogSnapshot Merge(CatalogSnapshot catalog, LibrarySnapshot library, string? fresh = null, Resolution? resolution = null)
    {
        var composed = catalog.Composed.ToBuilder();
        var departed = catalog.Departed.ToBuilder();
        foreach (var (name, tool) in catalog.Composed)
            if (tool.IsSaved && !library.Entries.ContainsKey(name))
            {
                composed.Remove(name);
                departed.Add(name);
            }

        var problems = library.Problems.Select(problem => problem.Message).ToImmutableArray();
        var changed = composed.Count != catalog.Composed.Count || !problems.SequenceEqual(catalog.LibraryProblems);
        foreach (var (name, entry) in library.Entries)
            if (!composed.TryGetValue(name, out var known) || !IsSame(known, entry, name == fresh))
            {
                composed[name] = Of(entry, name == fresh ? resolution : null);
                departed.Remove(name);
                changed = true;
            }

        return changed ? catalog.With(composed: composed.ToImmutable(), departed: departed.ToImmutable(), libraryProblems: problems) : catalog;
    }

    // A tool that lives only in this process keeps its name until it ends, unless it is itself what was just saved.
    private static bool IsSame(ComposedTool known, LibraryEntry entry, bool isFresh) =>
        known.IsSaved ? ReferenceEquals(known.Entry, entry) : !isFresh;

    private static ComposedTool Of(LibraryEntry entry, Resolution? resolution)
    {
        var tool = new ComposedTool
        {
            Name = entry.Name,
            Definition = entry.Definition,
            Uses = entry.Uses,
            IsSaved = true,
            Revision = entry.Revision,
            CreatedAt = entry.CreatedAt,
            UpdatedAt = entry.UpdatedAt,
            Entry = entry,
        };
        return resolution is null ? tool : tool.Planned(resolution);
    }
}
