using System.Collections.Immutable;

namespace ComposeServer.Library;

/// <summary>The library at one moment. Immutable.</summary>
internal sealed record LibrarySnapshot
{
    internal static LibrarySnapshot Empty { get; } = new();

    /// <summary>What can be used, by name, in ordinal order. An entry that did not change stays the same object.</summary>
    internal ImmutableSortedDictionary<string, LibraryEntry> Entries { get; init; } =
        ImmutableSortedDictionary.Create<string, LibraryEntry>(StringComparer.Ordinal);

    /// <summary>What could not be read, for a person.</summary>
    internal ImmutableArray<LibraryProblem> Problems { get; init; } = [];

    /// <summary>Entries that could not be read, by name, in ordinal order.</summary>
    internal ImmutableArray<KeptMember> Unreadable { get; init; } = [];

    /// <summary>Members of the file beside <c>formatVersion</c> and <c>tools</c>, in their order.</summary>
    internal ImmutableArray<KeptMember> Others { get; init; } = [];

    /// <summary>Whether a name is in the file, be its entry readable or not.</summary>
    internal bool Has(string name) => Entries.ContainsKey(name) || Unreadable.Any(kept => kept.Name == name);

    /// <summary>The same without whatever bears this name.</summary>
    internal LibrarySnapshot Without(string name) => this with
    {
        Entries = Entries.Remove(name),
        Problems = Problems.RemoveAll(problem => problem.Name == name),
        Unreadable = Unreadable.RemoveAll(kept => kept.Name == name),
    };

    /// <summary>The same with an entry, instead of whatever bears its name.</summary>
    internal LibrarySnapshot With(LibraryEntry entry)
    {
        var without = Problems.IsEmpty && Unreadable.IsEmpty ? this : Without(entry.Name);
        return without with { Entries = without.Entries.SetItem(entry.Name, entry) };
    }

    /// <summary>The same with everything that was saved out of a damaged file, instead of whatever bears its names.</summary>
    internal LibrarySnapshot Over(LibrarySnapshot saved)
    {
        var names = saved.Unreadable.Select(kept => kept.Name).ToHashSet(StringComparer.Ordinal);
        return this with
        {
            Entries = Entries.SetItems(saved.Entries),
            Unreadable = [.. Unreadable.Where(kept => !names.Contains(kept.Name)).Concat(saved.Unreadable).OrderBy(kept => kept.Name, StringComparer.Ordinal)],
            Problems = [.. Problems.Where(problem => problem.Name is null || !names.Contains(problem.Name)), .. saved.Problems],
        };
    }

    /// <summary>The same with a problem of the file itself, instead of the one before.</summary>
    internal LibrarySnapshot WithFault(string? message)
    {
        var problems = Problems.RemoveAll(problem => problem.Name is null);
        return this with { Problems = message is null ? problems : problems.Insert(0, new LibraryProblem(null, message)) };
    }
}
