namespace ComposeServer.Library;

/// <summary>Temporary files of processes that were killed while they wrote.</summary>
internal static class AbandonedFiles
{
    /// <summary>Deletes them. Only for who holds the lock: the temporary file of a living process looks the same.</summary>
    internal static void Delete(string path)
    {
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.*.tmp"))
            File.Delete(file);
    }
}
