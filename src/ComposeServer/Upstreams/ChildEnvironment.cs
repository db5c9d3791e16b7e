using ComposeServer.Configuration;
using ModelContextProtocol.Client;

namespace ComposeServer.Upstreams;

/// <summary>What a child process is given of the environment: a few harmless variables, and what is configured; nothing else of ours.</summary>
internal static class ChildEnvironment
{
    /// <exception cref="IOException">The file of variables cannot be read.</exception>
    internal static SortedDictionary<string, string?> Of(UpstreamConfiguration server)
    {
        var environment = new SortedDictionary<string, string?>(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (var (name, value) in StdioClientTransportOptions.GetDefaultEnvironmentVariables())
            if (value is not null)
                environment[name] = value;
        foreach (var (name, value) in FromFile(server))
            environment[name] = value;
        foreach (var (name, value) in server.Environment)
            environment[name] = value;
        return environment;
    }

    /// <summary>The variables of <c>envFile</c>; none when there is no such file configured.</summary>
    internal static IEnumerable<KeyValuePair<string, string>> FromFile(UpstreamConfiguration server)
    {
        if (server.EnvironmentFile is null)
            return [];
        try
        {
            return EnvironmentFile.Parse(File.ReadAllText(server.EnvironmentFile));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException("its \"envFile\" cannot be read: see that the file is there", e);
        }
    }
}
