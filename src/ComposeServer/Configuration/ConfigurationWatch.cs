using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Configuration;

/// <summary>
/// Watches <c>servers.json</c> and <c>settings.json</c>, and tells of every new state that can be used. A file that cannot be read
/// changes nothing, and the log says so once.
/// </summary>
internal sealed partial class ConfigurationWatch : IDisposable
{
    private readonly WatchedFile _servers;
    private readonly WatchedFile _settings;
    private readonly ILogger _logger;
    private ImmutableArray<UpstreamConfiguration> _current = [];

    /// <param name="serversPath">The file of the upstreams; it need not be there yet, nor need the folder.</param>
    /// <param name="settingsPath">The file of the settings; likewise.</param>
    /// <param name="logger">Hears of changes, and of what is wrong in the files.</param>
    /// <param name="time">The clock of the polling that stands behind the system's notices.</param>
    internal ConfigurationWatch(string serversPath, string settingsPath, ILogger<ConfigurationWatch> logger, TimeProvider time)
    {
        _logger = logger;
        _servers = new WatchedFile(serversPath, time, () => Reload(serversPath, ReadServers));
        _settings = new WatchedFile(settingsPath, time, () => Reload(settingsPath, ReadSettings));
    }

    /// <summary>There are new servers; raised for one change at a time, on any thread.</summary>
    internal event Action<ImmutableArray<UpstreamConfiguration>>? ServersChanged;

    /// <summary>There are new settings; raised for one change at a time, on any thread.</summary>
    internal event Action<Settings>? SettingsChanged;

    /// <summary>Begins to watch.</summary>
    /// <param name="current">The servers in force: where an entry becomes faulty, its server keeps the configuration that it has.</param>
    internal void Start(ImmutableArray<UpstreamConfiguration> current)
    {
        _current = current;
        _servers.Start();
        _settings.Start();
    }

    public void Dispose()
    {
        _servers.Dispose();
        _settings.Dispose();
    }

    private void Reload(string path, Action<string> read)
    {
        try
        {
            read(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogUnreadable(Path.GetFileName(path), e.Message);
        }
    }

    private void ReadServers(string path)
    {
        var file = ServersFile.Load(path);
        Report(path, file.Problems);
        if (file.Faulty.Length > 0 || !file.IsReadable)
            LogKept(Path.GetFileName(path));
        if (!file.IsReadable)
            return;
        _current = file.ServersOver(_current);
        ServersChanged?.Invoke(_current);
    }

    private void ReadSettings(string path)
    {
        var file = SettingsFile.Load(path);
        Report(path, file.Problems);
        if (file.IsUsable)
            SettingsChanged?.Invoke(file.Settings);
        else
            LogKept(Path.GetFileName(path));
    }

    private void Report(string path, IEnumerable<ConfigurationProblem> problems)
    {
        foreach (var problem in problems)
            LogProblem(Path.GetFileName(path), problem);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{File} has changed and cannot be read, so what it said before stays in force: {Reason}")]
    private partial void LogUnreadable(string file, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{File} has changed and has errors: where it has, what it said before stays in force.")]
    private partial void LogKept(string file);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{File} {Problem}")]
    private partial void LogProblem(string file, ConfigurationProblem problem);
}
