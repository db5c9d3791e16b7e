using ComposeServer.Configuration;
using ModelContextProtocol.Client;

namespace ComposeServer.Upstreams;

/// <summary>The SDK's transport to the program of a stdio server.</summary>
internal static class ChildTransport
{
    // The whole program must be gone within five seconds.
    private static readonly TimeSpan AfterEndOfInput = TimeSpan.FromSeconds(2);

    /// <exception cref="IOException">What is configured cannot be used; the message holds no secrets.</exception>
    internal static StdioClientTransport Of(UpstreamConfiguration server, ChildOutput output, Incoming incoming)
    {
        var environment = ChildEnvironment.Of(server);
        var directory = server.WorkingDirectory ?? Environment.CurrentDirectory;
        if (!Directory.Exists(directory))
            throw new IOException("its \"cwd\" is not a folder");
        var options = new StdioClientTransportOptions
        {
            Name = server.Name,
            Command = CommandPath.Of(server.Command, directory, environment.GetValueOrDefault("PATH") ?? ""),
            Arguments = [.. server.Arguments],
            WorkingDirectory = directory,
            InheritEnvironmentVariables = false,
            EnvironmentVariables = environment,
            ShutdownTimeout = AfterEndOfInput,
            StandardErrorLines = output.HearError,
        };
        return new StdioClientTransport(options, new UnreadableLines(line =>
        {
            if (!incoming.HearUnreadable(line))
                output.HearNonsense();
        }));
    }
}
