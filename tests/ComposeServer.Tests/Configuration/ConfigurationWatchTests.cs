using System.Collections.Immutable;
using ComposeServer.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace ComposeServer.Tests.Configuration;

public sealed class ConfigurationWatchTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Home _home = new(Directory.CreateTempSubdirectory("watch-").FullName);

    public void Dispose() => Directory.Delete(_home.Directory, recursive: true);

    private ConfigurationWatch Watch() => new(_home.Servers, _home.Settings, NullLogger<ConfigurationWatch>.Instance, TimeProvider.System);

    [Fact]
    public async Task A_file_that_appears_is_read()
    {
        using var watch = Watch();
        var heard = new TaskCompletionSource<ImmutableArray<UpstreamConfiguration>>();
        watch.ServersChanged += servers => heard.TrySetResult(servers);
        watch.Start([]);
        AtomicFile.Write(_home.Servers, """{"servers":{"a":{"command":"x"}}}"""u8);
        Assert.Equal("a", Assert.Single(await heard.Task.WaitAsync(Patience)).Name);
    }

    [Fact]
    public async Task A_file_that_cannot_be_used_keeps_the_old_state()
    {
        using var watch = Watch();
        var heard = new List<Settings>();
        var good = new TaskCompletionSource();
        watch.SettingsChanged += settings =>
        {
            heard.Add(settings);
            good.TrySetResult();
        };
        watch.Start([]);
        AtomicFile.Write(_home.Settings, """{"compose":"perhaps"}"""u8);
        await Task.Delay(2 * WatchedFile.Settled);
        AtomicFile.Write(_home.Settings, """{"compose":"deny"}"""u8);
        await good.Task.WaitAsync(Patience);
        Assert.False(Assert.Single(heard).MayCompose);
    }

    [Fact]
    public async Task Without_the_folder_looking_now_and_then_still_finds_the_file()
    {
        var folder = Path.Combine(_home.Directory, "later");
        using var watch = new ConfigurationWatch(
            Path.Combine(folder, "servers.json"), _home.Settings, NullLogger<ConfigurationWatch>.Instance, TimeProvider.System);
        var heard = new TaskCompletionSource<ImmutableArray<UpstreamConfiguration>>();
        watch.ServersChanged += servers => heard.TrySetResult(servers);
        watch.Start([]);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "servers.json"), """{"servers":{"a":{"command":"x"}}}""");
        Assert.Single(await heard.Task.WaitAsync(Patience));
    }
}
