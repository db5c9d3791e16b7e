namespace ComposeServer.Library;

/// <summary>
/// What the file said when it was looked at last: what was read, or, of a damaged file, what could be saved;
/// and what is wrong with the file as a whole and what to do, null when nothing is.
/// </summary>
internal sealed record LibraryReading(FileState State, LibrarySnapshot Snapshot, string? Fault = null);
