using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace ComposeServer.Library;

/// <summary>Gathers entries as they are read, the bad ones beside the good ones; of two good ones of one name the later counts.</summary>
internal sealed class LibraryTally(LibrarySnapshot known)
{
    private static readonly JsonDocumentOptions Lenient = new() { MaxDepth = 1000 };

    private readonly Dictionary<string, LibraryEntry> _entries = new(known.Entries.Count, StringComparer.Ordinal);
    private readonly List<KeptMember> _unreadable = [];
    private readonly List<LibraryProblem> _problems = [];

    /// <summary>Takes an entry by the bytes of its value, which are whole JSON.</summary>
    internal void Add(string name, ReadOnlySpan<byte> utf8)
    {
        if (known.Entries.TryGetValue(name, out var entry) && JsonMarshal.GetRawUtf8Value(entry.Stored).SequenceEqual(utf8))
            Take(entry);
        else if (EntryReader.TryRead(name, utf8, out var read, out var problem))
            Take(read);
        else
            Keep(name, JsonElement.Parse(utf8, Lenient), problem);
    }

    internal LibrarySnapshot ToSnapshot(ImmutableArray<KeptMember> others) => new()
    {
        Entries = _entries.ToImmutableSortedDictionary(StringComparer.Ordinal),
        Unreadable = [.. _unreadable.OrderBy(kept => kept.Name, StringComparer.Ordinal)],
        Problems = [.. _problems.OrderBy(problem => problem.Name, StringComparer.Ordinal)],
        Others = others,
    };

    private void Take(LibraryEntry entry)
    {
        if (_entries.TryGetValue(entry.Name, out var earlier))
            Keep(entry.Name, earlier.Stored, "stands there twice; the later one counts");
        _entries[entry.Name] = entry;
    }

    private void Keep(string name, JsonElement value, string problem)
    {
        _unreadable.Add(new KeptMember(name, value));
        _problems.Add(new LibraryProblem(name, $"The entry \"{name}\" in composed-tools.json {problem}."));
    }
}
