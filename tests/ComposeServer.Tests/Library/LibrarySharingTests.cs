using System.Text.Json;
using ComposeServer.Library;

namespace ComposeServer.Tests.Library;

public sealed class LibrarySharingTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Two_servers_that_write_at_once_lose_nothing_and_the_file_is_whole_at_every_moment()
    {
        using var one = _home.Open();
        using var two = _home.Open();
        using var done = new CancellationTokenSource();
        var reader = Task.Run(() => ReadAllTheTime(done.Token));
        await Task.WhenAll(Task.Run(() => PutMany(one, "one")), Task.Run(() => PutMany(two, "two")));
        await done.CancelAsync();
        Assert.True(await reader > 0);
        one.Refresh();
        two.Refresh();
        Assert.Equal(400, one.Current.Entries.Count);
        Assert.Equal(one.Current.Entries.Keys, two.Current.Entries.Keys);
        using var third = _home.Open();
        Assert.Equal(400, third.Current.Entries.Count);
        Assert.Empty(third.Current.Problems);
    }

    [Fact]
    public async Task An_edit_by_hand_is_picked_up_and_told()
    {
        using var library = _home.Open();
        var told = TaskOfChange(library, current => current.Entries.ContainsKey("hand"));
        _home.Text = """{"tools": {"hand": {"definition": {"steps": []}}}}""";
        await told.WaitAsync(Patience);
        Assert.Null(library.Current.Entries["hand"].CreatedAt);
    }

    [Fact]
    public async Task What_another_server_writes_is_picked_up_and_told()
    {
        using var library = _home.Open();
        using var other = _home.Open();
        var told = TaskOfChange(library, current => current.Entries.ContainsKey("a"));
        other.Put("a", TemporaryHome.Definition("a"), TemporaryHome.NoUses, replace: false);
        await told.WaitAsync(Patience);
        Assert.Equal(1, library.Current.Entries["a"].Revision);
    }

    [Fact]
    public async Task A_damaged_edit_is_told_and_so_is_its_mending()
    {
        using var library = _home.Open();
        library.Put("a", TemporaryHome.Definition("a"), TemporaryHome.NoUses, replace: false);
        var good = _home.Text;
        var damaged = TaskOfChange(library, current => !current.Problems.IsEmpty);
        _home.Text = good[..^5];
        await damaged.WaitAsync(Patience);
        Assert.True(library.Current.Entries.ContainsKey("a"));
        var mended = TaskOfChange(library, current => current.Problems.IsEmpty);
        _home.Text = good;
        await mended.WaitAsync(Patience);
        Assert.True(library.Current.Entries.ContainsKey("a"));
    }

    [Fact]
    public void An_entry_that_others_left_alone_stays_the_same_object()
    {
        using var one = _home.Open();
        using var two = _home.Open();
        one.Put("a", TemporaryHome.Definition("a"), TemporaryHome.NoUses, replace: false);
        var entry = one.Current.Entries["a"];
        two.Put("b", TemporaryHome.Definition("b"), TemporaryHome.NoUses, replace: false);
        one.Refresh();
        Assert.Equal(2, one.Current.Entries.Count);
        Assert.Same(entry, one.Current.Entries["a"]);
    }

    private static Task TaskOfChange(ToolLibrary library, Func<LibrarySnapshot, bool> holds)
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        library.Changed += () =>
        {
            if (holds(library.Current))
                told.TrySetResult();
        };
        return told.Task;
    }

    private static void PutMany(ToolLibrary library, string prefix)
    {
        for (var i = 0; i < 200; i++)
        {
            var name = $"{prefix}_{i}";
            Assert.Equal(LibraryWriteStatus.Created, library.Put(name, TemporaryHome.Definition(name), TemporaryHome.NoUses, replace: false).Status);
        }
    }

    private int ReadAllTheTime(CancellationToken done)
    {
        var read = 0;
        while (!done.IsCancellationRequested)
            if (File.Exists(_home.File))
            {
                using var whole = JsonDocument.Parse(File.ReadAllBytes(_home.File));
                Assert.Equal(1, whole.RootElement.GetProperty("formatVersion").GetInt32());
                read++;
            }

        return read;
    }
}
