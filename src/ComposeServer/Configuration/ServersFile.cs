using System.Collections.Immutable;
using System.Text.Json;

namespace ComposeServer.Configuration;

/// <summary>What <c>servers.json</c> says: the upstreams that can be used, and what is wrong with the others.</summary>
internal sealed record ServersFile(ImmutableArray<UpstreamConfiguration> Servers, ImmutableArray<ConfigurationProblem> Problems)
{
    private static readonly string[] Roots = ["mcpServers", "servers"];

    internal static ServersFile Empty { get; } = new([], []);

    /// <summary>The servers that stand in the file and cannot be used.</summary>
    internal ImmutableArray<string> Faulty { get; private init; } = [];

    /// <summary>Whether the file as a whole could be read; single servers may have problems all the same.</summary>
    internal bool IsReadable { get; private init; } = true;

    /// <summary>Reads the file; one that is missing has no servers.</summary>
    /// <exception cref="IOException">It is there and cannot be opened.</exception>
    internal static ServersFile Load(string path) =>
        File.Exists(path)
            ? Parse(File.ReadAllText(path), Path.GetDirectoryName(Path.GetFullPath(path))!, Environment.GetEnvironmentVariable)
            : Empty;

    /// <param name="text">JSON; comments and trailing commas are allowed.</param>
    /// <param name="folder">What relative paths of <c>cwd</c> and <c>envFile</c> are relative to.</param>
    /// <param name="variable">Looks up an environment variable; null when it is not set.</param>
    internal static ServersFile Parse(string text, string folder, Func<string, string?> variable)
    {
        var problems = new Problems();
        using var document = LenientJson.Parse(text, problems);
        if (document is null || !IsServers(document.RootElement, problems))
            return new ServersFile([], [.. problems.Found]) { IsReadable = false };

        var found = ImmutableArray.CreateBuilder<UpstreamConfiguration>();
        var faulty = ImmutableArray.CreateBuilder<string>();
        foreach (var root in Roots)
            if (document.RootElement.TryGetProperty(root, out var servers))
                foreach (var entry in servers.EnumerateObject())
                    if (ServerEntry.Read(entry, $"/{root}", folder, variable, problems) is { } server)
                        Add(found, server, $"/{root}", problems);
                    else
                        faulty.Add(entry.Name);
        return new ServersFile(found.ToImmutable(), [.. problems.Found]) { Faulty = faulty.ToImmutable() };
    }

    /// <summary>The servers of this file, and for those with faults what an earlier state of it said.</summary>
    internal ImmutableArray<UpstreamConfiguration> ServersOver(ImmutableArray<UpstreamConfiguration> earlier) =>
        [.. Servers, .. earlier.Where(server => Faulty.Contains(server.Name) && Servers.All(other => other.Name != server.Name))];

    private static void Add(ImmutableArray<UpstreamConfiguration>.Builder found, UpstreamConfiguration server, string root, Problems problems)
    {
        if (found.Any(other => other.Name == server.Name))
            problems.Error(Configuration.Problems.Pointer(root, server.Name), "stands here twice; the first is used.");
        else
            found.Add(server);
    }

    private static bool IsServers(JsonElement file, Problems problems)
    {
        if (file.ValueKind != JsonValueKind.Object)
            problems.Error("", "The file must be an object with \"mcpServers\" (or \"servers\").");
        else if (file.EnumerateObject().Any() && !Roots.Any(root => file.TryGetProperty(root, out _)))
            problems.Warn("", "There is neither \"mcpServers\" nor \"servers\" in the file, so no server is used.");
        else
            foreach (var root in Roots)
                if (file.TryGetProperty(root, out var servers) && servers.ValueKind != JsonValueKind.Object)
                    problems.Error($"/{root}", "must be an object: names of servers, each with its \"command\" or \"url\".");
        return problems.Errors == 0;
    }
}
