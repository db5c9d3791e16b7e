using System.Collections.Immutable;
using ComposeServer.Engine.Tools;

namespace ComposeServer.BuiltInTools;

/// <summary>The tools that the program has without any upstream.</summary>
internal static class BuiltIns
{
    /// <summary>Their servers' names, which no upstream can have.</summary>
    internal static ImmutableArray<string> Servers { get; } = ["files", "http", "wait"];

    internal static ImmutableArray<Tool> Create(BuiltInOptions options, TimeProvider time)
    {
        var roots = new FileRoots(options.Roots);
        return
        [
            FilesList.Create(roots, options.Limits),
            FilesReadText.Create(roots, options.Limits),
            FilesSearch.Create(roots, options.Limits),
            HttpFetch.Create(new AllowedHosts(options.HttpHosts), options.Limits, time),
            WaitFor.Create(time),
        ];
    }
}
