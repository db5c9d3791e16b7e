using System.Text.Json;
using ComposeServer.Configuration;
using ComposeServer.Engine.Definitions;
using ComposeServer.Library;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Cli;

/// <summary>The upstreams that definitions name, so that a verb waits for no others.</summary>
internal sealed class NeededServers
{
    private readonly HashSet<string> _servers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private bool _all;

    private NeededServers()
    {
    }

    /// <summary>Reads which servers definitions need, through the saved tools that they call.</summary>
    internal static NeededServers Of(IEnumerable<JsonElement> definitions, LibrarySnapshot library)
    {
        var needed = new NeededServers();
        foreach (var definition in definitions)
            needed.Add(definition, library);
        return needed;
    }

    /// <summary>Reads which servers definitions need, with the library as it stands in the home.</summary>
    internal static NeededServers Of(IEnumerable<JsonElement> definitions, VerbOptions options, ILoggerFactory loggers)
    {
        using var library = ToolLibrary.Open(Home.Locate(options.Home.Home), new LibraryLimits(), loggers.CreateLogger<ToolLibrary>(), TimeProvider.System);
        return Of(definitions, library.Current);
    }

    internal bool Contains(UpstreamConfiguration server) => _all || _servers.Contains(server.Name);

    private void Add(JsonElement definition, LibrarySnapshot library)
    {
        foreach (var tool in ToolNames.In(definition))
            Add(tool, library);
    }

    private void Add(string tool, LibrarySnapshot library)
    {
        var mark = tool.IndexOf("__", StringComparison.Ordinal);
        if (mark > 0)
            _servers.Add(tool[..mark]);
        else if (!library.Entries.TryGetValue(tool, out var entry))
            // A bare name may be any server's.
            _all = true;
        else if (_seen.Add(tool))
            Add(entry.Definition, library);
    }
}
