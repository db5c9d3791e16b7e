using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.Configuration;
using ComposeServer.Engine.Json;
using ComposeServer.Import;
using ComposeServer.Library;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Cli;

/// <summary>The tool that a verb is about: its definition, and the upstreams that it needs.</summary>
internal sealed record TargetTool(DefinitionText Text, ImmutableHashSet<string> Pinned, NeededServers Needs)
{
    internal JsonElement Json => Text.Json;

    /// <summary>Finds a saved tool by its name, or reads a file.</summary>
    internal static bool TryFind(VerbOptions options, string target, ILoggerFactory loggers, out TargetTool found, out string? problem)
    {
        using var library = ToolLibrary.Open(Home.Locate(options.Home.Home), new LibraryLimits(), loggers.CreateLogger<ToolLibrary>(), TimeProvider.System);
        found = null!;
        problem = null;
        if (library.Current.Entries.TryGetValue(target, out var entry))
            found = new TargetTool(new DefinitionText(entry.Definition), [.. entry.Uses.Keys], NeededServers.Of([entry.Definition], library.Current));
        else if (!DefinitionFile.IsMeant(target) && !File.Exists(target))
            problem = Unknown(target, library.Current);
        else if (DefinitionFile.Read(target, out problem) is { } definition)
            found = new TargetTool(definition, [], NeededServers.Of([definition.Json], library.Current));
        return problem is null;
    }

    private static string Unknown(string name, LibrarySnapshot library)
    {
        var near = Nearest.Name(name, library.Entries.Keys);
        return $"There is neither a saved tool nor a file \"{name}\"." + (near is null ? "" : $" Did you mean \"{near}\"?");
    }
}
