using System.Collections.Immutable;
using ComposeServer.Configuration;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Hosting;

/// <summary>What the configuration says at start. What is wrong in it is said in the log, and the rest is used.</summary>
internal sealed partial class StartUpFiles
{
    internal required ImmutableArray<UpstreamConfiguration> Servers { get; init; }

    internal required Settings Settings { get; init; }

    internal static StartUpFiles Read(Home home, string? config, ILogger<StartUpFiles> log)
    {
        var servers = Try(config ?? home.Servers, ServersFile.Load, ServersFile.Empty, log);
        if (config is not null && !File.Exists(config))
            LogProblem(log, config, "is not there, so no server is used.");
        foreach (var problem in servers.Problems)
            LogProblem(log, Path.GetFileName(config ?? home.Servers), problem.ToString());
        var settings = Try(home.Settings, SettingsFile.Load, SettingsFile.Empty, log);
        foreach (var problem in settings.Problems)
            LogProblem(log, Path.GetFileName(home.Settings), problem.ToString());
        return new StartUpFiles { Servers = servers.Servers, Settings = settings.Settings };
    }

    private static T Try<T>(string path, Func<string, T> load, T otherwise, ILogger log)
    {
        try
        {
            return load(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogProblem(log, Path.GetFileName(path), $"cannot be read: {e.Message}");
            return otherwise;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{File} {Problem}")]
    private static partial void LogProblem(ILogger log, string file, string problem);
}
