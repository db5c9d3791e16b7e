namespace ComposeServer.Library;

/// <summary>What stands where the library's file should be.</summary>
internal enum FileState
{
    /// <summary>No file.</summary>
    Missing,

    /// <summary>A file of our format; single entries in it may still be unreadable.</summary>
    Readable,

    /// <summary>A file that is not of our format as a whole, out of which whole entries can be taken.</summary>
    Damaged,

    /// <summary>A file of a later version of the format, which must not be touched.</summary>
    Newer,

    /// <summary>Something that could not even be looked at.</summary>
    Inaccessible,
}
