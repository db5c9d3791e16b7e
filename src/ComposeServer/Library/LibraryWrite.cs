namespace ComposeServer.Library;

/// <summary>
/// What came of a change: the library after it, with what others have written meanwhile; the revision of the tool that was created or replaced, else 0;
/// and why nothing has changed, for a model, null when it has.
/// </summary>
internal sealed record LibraryWrite(LibraryWriteStatus Status, LibrarySnapshot Snapshot, int Revision = 0, string? Message = null)
{
    internal bool Done => Status is LibraryWriteStatus.Created or LibraryWriteStatus.Replaced or LibraryWriteStatus.Removed or LibraryWriteStatus.Updated;
}
