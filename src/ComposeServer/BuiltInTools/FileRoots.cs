using System.Collections.Immutable;

namespace ComposeServer.BuiltInTools;

/// <summary>The folders that can be reached, and the one way from a path that somebody wrote to a place inside them.</summary>
internal sealed class FileRoots(ImmutableArray<string> folders)
{
    private static readonly StringComparison Comparison = OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    private readonly ImmutableArray<string> _roots = [.. folders.Select(Path.GetFullPath)];

    /// <summary>The roots as places.</summary>
    /// <exception cref="BuiltInFailureException">There is none, or not even one that exists.</exception>
    internal List<FilePlace> All()
    {
        var places = new List<FilePlace>(_roots.Length);
        for (var i = 0; i < _roots.Length; i++)
            if (RealPath.Of(_roots[i]) is { } real)
                places.Add(new FilePlace(real, real, i == 0));
        return places.Count > 0 ? places : throw BuiltInFailureException.Of(
            "No folder can be read: name one that exists in settings.json: {\"builtIn\": {\"files\": {\"roots\": [\"/a/folder\"]}}}.");
    }

    /// <summary>Finds the place that a path means: relative to the first root, or absolute inside any of them. Links are followed to where they lead.</summary>
    /// <exception cref="BuiltInFailureException">It is outside, or not there.</exception>
    internal FilePlace Find(string path, string argument)
    {
        if (path.Length == 0)
            throw BuiltInFailureException.Arguments($"\"{argument}\" is empty; write . for the root itself.");
        if (path.Contains('\0', StringComparison.Ordinal))
            throw BuiltInFailureException.Arguments($"\"{argument}\" holds a NUL character, which no path has.");
        for (var i = 0; i < _roots.Length; i++)
            if ((i == 0 || Path.IsPathFullyQualified(path)) && Within(_roots[i], path) is { } inside)
                return Existing(_roots[i], inside, i == 0, argument);
        throw BuiltInFailureException.Arguments($"\"{argument}\" leads outside the folders that can be read; write a path inside them, relative to the first.");
    }

    /// <summary>Whether a real path is a real root or inside it.</summary>
    internal static bool IsInside(string root, string path) =>
        path.StartsWith(root, Comparison)
        && (path.Length == root.Length || Path.EndsInDirectorySeparator(root) || path[root.Length] == Path.DirectorySeparatorChar);

    // By the letters alone, before the disk is asked, so that nothing is learnt of what lies outside.
    private static string? Within(string root, string path)
    {
        var whole = Path.GetFullPath(path, root);
        if (IsInside(Path.TrimEndingDirectorySeparator(root), whole))
            return whole;
        return RealPath.Of(root) is { } real && IsInside(real, whole) ? whole : null;
    }

    private static FilePlace Existing(string root, string path, bool isFirst, string argument)
    {
        var real = RealPath.Of(path) ?? throw BuiltInFailureException.Of($"\"{argument}\" names nothing that exists.");
        var realRoot = RealPath.Of(root) ?? throw BuiltInFailureException.Of("The folder that can be read does not exist.");
        return IsInside(realRoot, real)
            ? new FilePlace(realRoot, real, isFirst)
            : throw BuiltInFailureException.Arguments($"\"{argument}\" leads outside the folders that can be read, through a link.");
    }
}
