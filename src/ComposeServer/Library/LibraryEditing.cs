using System.Globalization;
using System.Text.Json;

namespace ComposeServer.Library;

/// <summary>Makes a change in memory, whole or not at all.</summary>
internal static class LibraryEditing
{
    internal static LibraryWrite Apply(LibrarySnapshot library, LibraryChange change, LibraryLimits limits, DateTimeOffset now)
    {
        var write = new LibraryWrite(LibraryWriteStatus.Unchanged, library);
        foreach (var edit in change.Edits)
        {
            write = edit.Removes ? Remove(write.Snapshot, edit.Name) : Put(write.Snapshot, edit, limits, now);
            if (!write.Done)
                return write;
        }

        return change.Edits.Length == 1 ? write : write with { Status = LibraryWriteStatus.Updated, Revision = 0 };
    }

    private static LibraryWrite Remove(LibrarySnapshot library, string name) => library.Has(name)
        ? new LibraryWrite(LibraryWriteStatus.Removed, library.Without(name))
        : new LibraryWrite(LibraryWriteStatus.NotFound, library, 0, "The library has no tool of this name.");

    private static LibraryWrite Put(LibrarySnapshot library, LibraryEdit edit, LibraryLimits limits, DateTimeOffset now)
    {
        var isNew = !library.Has(edit.Name);
        if (isNew && library.Entries.Count >= limits.MaxTools)
            return new LibraryWrite(LibraryWriteStatus.LibraryFull, library, 0, string.Create(
                CultureInfo.InvariantCulture, $"The library holds {library.Entries.Count} tools, and may hold {limits.MaxTools}: remove some first, or raise the limit in settings.json."));
        if (edit.Definition.ValueKind != JsonValueKind.Object)
            return new LibraryWrite(LibraryWriteStatus.Failed, library, 0, "A definition is an object; nothing was changed.");
        if (!EntryWriter.TryMake(edit, library.Entries.GetValueOrDefault(edit.Name), now, out var entry, out var problem))
            return new LibraryWrite(LibraryWriteStatus.Failed, library, 0, $"The entry {problem}; nothing was changed.");
        return new LibraryWrite(isNew ? LibraryWriteStatus.Created : LibraryWriteStatus.Replaced, library.With(entry), entry.Revision);
    }
}
