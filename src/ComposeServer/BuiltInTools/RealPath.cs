namespace ComposeServer.BuiltInTools;

/// <summary>Where a path leads when every link in it is followed, as POSIX <c>realpath</c> has it.</summary>
internal static class RealPath
{
    private const int MaxLinks = 40;

    /// <summary>The real path of something that exists; null when it does not, or its links go in circles.</summary>
    internal static string? Of(string path)
    {
        var whole = Path.GetFullPath(path);
        var real = Path.GetPathRoot(whole)!;
        var ahead = new Stack<string>();
        Push(ahead, whole[real.Length..]);
        for (var links = 0; ahead.TryPop(out var name);)
        {
            if (name == "..")
            {
                real = Path.GetDirectoryName(real) ?? real;
                continue;
            }

            var next = new FileInfo(Path.Join(real, name));
            if (next.LinkTarget is not { } target)
            {
                real = next.FullName;
                continue;
            }

            if (++links > MaxLinks)
                return null;
            if (Path.IsPathRooted(target))
                real = Path.GetPathRoot(Path.GetFullPath(target))!;
            Push(ahead, target[(Path.GetPathRoot(target) ?? "").Length..]);
        }

        return Path.Exists(real) ? real : null;
    }

    // The first name comes to the top.
    private static void Push(Stack<string> ahead, string path)
    {
        var names = path.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
        for (var i = names.Length - 1; i >= 0; i--)
            if (names[i].Length > 0 && names[i] != ".")
                ahead.Push(names[i]);
    }
}
