namespace ComposeServer.Library;

/// <summary>How a change of the library ended.</summary>
internal enum LibraryWriteStatus
{
    /// <summary>The tool is new, and on the disk.</summary>
    Created,

    /// <summary>The tool stands in place of one of its name, on the disk.</summary>
    Replaced,

    /// <summary>The tool is gone, on the disk too.</summary>
    Removed,

    /// <summary>Several edits were made, and are on the disk.</summary>
    Updated,

    /// <summary>There was nothing to do.</summary>
    Unchanged,

    /// <summary>A tool of that name is there, and was not to be replaced.</summary>
    NameTaken,

    /// <summary>No tool of that name is there.</summary>
    NotFound,

    /// <summary>There are as many tools as there may be.</summary>
    LibraryFull,

    /// <summary>The file could not be locked, read or written; nothing has changed.</summary>
    Failed,
}
