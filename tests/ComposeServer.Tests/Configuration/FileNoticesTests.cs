using ComposeServer.Configuration;
using ComposeServer.Tests.Upstreams;

namespace ComposeServer.Tests.Configuration;

public sealed class FileNoticesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("notices-").FullName;
    private int _noticed;

    [Fact]
    public async Task Each_thing_that_happens_to_the_file_is_noticed()
    {
        var path = Path.Combine(_folder, "a.json");
        using var notices = FileNotices.Of(path, () => Interlocked.Increment(ref _noticed));
        Assert.NotNull(notices);
        await Notices(() => File.WriteAllText(path, "1"));
        await Notices(() => File.AppendAllText(path, "2"));
        await Notices(() => File.Move(path, Path.Combine(_folder, "b.json")));
        await Notices(() => File.Move(Path.Combine(_folder, "b.json"), path));
        await Notices(() => File.Delete(path));
    }

    [Fact]
    public void Without_the_folder_there_are_none_and_the_reason_is_told()
    {
        Exception? failure = null;
        Assert.Null(FileNotices.Of(Path.Combine(_folder, "none", "a.json"), () => { }, e => failure = e));
        Assert.NotNull(failure);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task Notices(Action act)
    {
        var before = Volatile.Read(ref _noticed);
        act();
        await Scripted.Until(() => Volatile.Read(ref _noticed) > before, "it was noticed");
    }
}
