namespace ComposeServer.BuiltInTools;

/// <summary>Something inside a root, both by their real paths; <paramref name="InFirstRoot"/> says whether relative paths can name it.</summary>
internal readonly record struct FilePlace(string Root, string Path, bool InFirstRoot)
{
    /// <summary>The path by which the tools know it: relative with <c>/</c> in the first root, else absolute.</summary>
    internal string Name => InFirstRoot ? System.IO.Path.GetRelativePath(Root, Path).Replace(System.IO.Path.DirectorySeparatorChar, '/') : Path;
}
