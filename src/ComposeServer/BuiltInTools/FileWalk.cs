namespace ComposeServer.BuiltInTools;

/// <summary>Finds the plain files under a place that a pattern takes, in the order of their paths. Links are neither given nor followed.</summary>
internal sealed class FileWalk(PathGlob glob, int maxEntries)
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = true, MatchType = MatchType.Simple };

    private int _seen;

    /// <summary>Whether there was more to look at than may be.</summary>
    internal bool Stopped { get; private set; }

    internal IEnumerable<(FilePlace Place, FileInfo File)> Files(FilePlace start, CancellationToken cancellationToken)
    {
        var ahead = new Stack<FileSystemInfo>();
        PushChildren(ahead, start.Path, cancellationToken);
        while (ahead.TryPop(out var entry))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var below = Path.GetRelativePath(start.Path, entry.FullName).Replace(Path.DirectorySeparatorChar, '/');
            if (entry is FileInfo file)
            {
                if (glob.Matches(below) && RegularFile.Is(file.FullName))
                    yield return (start with { Path = file.FullName }, file);
            }
            else if (glob.MayMatchIn(below))
            {
                PushChildren(ahead, entry.FullName, cancellationToken);
            }
        }
    }

    private void PushChildren(Stack<FileSystemInfo> ahead, string folder, CancellationToken cancellationToken)
    {
        var children = new List<FileSystemInfo>();
        foreach (var child in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", Everything))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Stopped = _seen == maxEntries)
                break;
            _seen++;
            if (!child.Attributes.HasFlag(FileAttributes.ReparsePoint))
                children.Add(child);
        }

        // The last comes first off the stack. A folder sorts as its files do, with the / after its name.
        children.Sort(static (left, right) => string.CompareOrdinal(Key(right), Key(left)));
        foreach (var child in children)
            ahead.Push(child);
    }

    private static string Key(FileSystemInfo entry) => entry is DirectoryInfo ? entry.Name + "/" : entry.Name;
}
