using System.Text.Json;
using ComposeServer.Library;

namespace ComposeServer.Tests.Library;

public sealed class ToolLibraryTests : IDisposable
{
    private readonly TemporaryHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Opens_an_empty_home_without_a_file_and_without_a_problem()
    {
        using var library = _home.Open();
        Assert.Empty(library.Current.Entries);
        Assert.Empty(library.Current.Problems);
        Assert.False(File.Exists(_home.File));
    }

    [Fact]
    public void A_tool_that_was_put_is_there_after_a_restart()
    {
        using (var library = _home.Open())
            Assert.Equal(LibraryWriteStatus.Created, library.Put("a", TemporaryHome.Definition("a"), TemporaryHome.NoUses.Add("files__list", "f1"), replace: false).Status);
        using var again = _home.Open();
        var entry = again.Current.Entries["a"];
        Assert.Equal("""{"name":"a","description":"d","steps":[{"value":1}]}""", JsonSerializer.Serialize(entry.Definition));
        Assert.Equal(1, entry.Revision);
        Assert.Equal("f1", entry.Uses["files__list"]);
        Assert.Equal(entry.CreatedAt, entry.UpdatedAt);
        Assert.InRange(entry.CreatedAt!.Value, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow);
    }

    [Fact]
    public void The_file_is_indented_in_ordinal_order_and_readable()
    {
        using var library = _home.Open();
        library.Put("b", TemporaryHome.Json("""{"z":1.0,"a":"😀 <ü> \u0041","n":1e400}"""), TemporaryHome.NoUses, replace: false);
        library.Put("B", TemporaryHome.Json("{}"), TemporaryHome.NoUses, replace: false);
        var text = System.Text.RegularExpressions.Regex.Replace(_home.Text, @"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", "TIME");
        Assert.Equal(
            """
            {
              "formatVersion": 1,
              "tools": {
                "B": {
                  "definition": {},
                  "revision": 1,
                  "createdAt": "TIME",
                  "updatedAt": "TIME",
                  "uses": {}
                },
                "b": {
                  "definition": {
                    "z": 1.0,
                    "a": "😀 <ü> A",
                    "n": 1e400
                  },
                  "revision": 1,
                  "createdAt": "TIME",
                  "updatedAt": "TIME",
                  "uses": {}
                }
              }
            }

            """.ReplaceLineEndings("\n"),
            text);
    }

    [Fact]
    public void A_taken_name_is_refused_unless_it_is_to_be_replaced()
    {
        using var library = _home.Open();
        library.Put("a", TemporaryHome.Definition("a"), TemporaryHome.NoUses, replace: false);
        var before = _home.Text;
        var taken = library.Put("a", TemporaryHome.Definition("x"), TemporaryHome.NoUses, replace: false);
        Assert.Equal(LibraryWriteStatus.NameTaken, taken.Status);
        Assert.Contains("replace", taken.Message, StringComparison.Ordinal);
        Assert.Equal(before, _home.Text);
        var replaced = library.Put("a", TemporaryHome.Definition("x"), TemporaryHome.NoUses, replace: true);
        Assert.Equal((LibraryWriteStatus.Replaced, 2), (replaced.Status, replaced.Revision));
        Assert.Equal("x", library.Current.Entries["a"].Definition.GetProperty("name").GetString());
    }

    [Fact]
    public void A_removed_tool_is_gone_from_the_file()
    {
        using var library = _home.Open();
        library.Put("a", TemporaryHome.Definition("a"), TemporaryHome.NoUses, replace: false);
        Assert.Equal(LibraryWriteStatus.Removed, library.Remove("a").Status);
        Assert.Equal("{\n  \"formatVersion\": 1,\n  \"tools\": {}\n}\n", _home.Text);
        Assert.Equal(LibraryWriteStatus.NotFound, library.Remove("a").Status);
    }

    [Fact]
    public void A_full_library_takes_replacements_but_nothing_new()
    {
        using var library = _home.Open(new LibraryLimits { MaxTools = 1 });
        library.Put("a", TemporaryHome.Definition("a"), TemporaryHome.NoUses, replace: false);
        Assert.Equal(LibraryWriteStatus.LibraryFull, library.Put("b", TemporaryHome.Definition("b"), TemporaryHome.NoUses, replace: false).Status);
        Assert.Equal(LibraryWriteStatus.Replaced, library.Put("a", TemporaryHome.Definition("a"), TemporaryHome.NoUses, replace: true).Status);
    }

    [Fact]
    public void Several_edits_are_made_together_or_not_at_all()
    {
        using var library = _home.Open(new LibraryLimits { MaxTools = 2 });
        var a = LibraryEdit.Put("a", TemporaryHome.Definition("a"), TemporaryHome.NoUses);
        var b = LibraryEdit.Put("b", TemporaryHome.Definition("b"), TemporaryHome.NoUses);
        var c = LibraryEdit.Put("c", TemporaryHome.Definition("c"), TemporaryHome.NoUses);
        Assert.Equal(LibraryWriteStatus.LibraryFull, library.Update(_ => LibraryChange.Of(a, b, c)).Status);
        Assert.Empty(library.Current.Entries);
        Assert.Equal(LibraryWriteStatus.Updated, library.Update(_ => LibraryChange.Of(a, b)).Status);
        Assert.Equal(LibraryWriteStatus.Updated, library.Update(_ => LibraryChange.Of(LibraryEdit.Remove("a"), c)).Status);
        Assert.Equal(["b", "c"], library.Current.Entries.Keys);
        Assert.Equal(LibraryWriteStatus.Unchanged, library.Update(_ => LibraryChange.None).Status);
    }

    [Fact]
    public void Decisions_see_what_another_server_has_just_written()
    {
        using var one = _home.Open();
        using var two = _home.Open();
        one.Put("a", TemporaryHome.Definition("a"), TemporaryHome.NoUses, replace: false);
        var write = two.Put("a", TemporaryHome.Definition("b"), TemporaryHome.NoUses, replace: false);
        Assert.Equal(LibraryWriteStatus.NameTaken, write.Status);
        Assert.True(write.Snapshot.Entries.ContainsKey("a"));
        Assert.Equal(2, two.Put("a", TemporaryHome.Definition("b"), TemporaryHome.NoUses, replace: true).Revision);
        Assert.Equal(3, one.Put("a", TemporaryHome.Definition("c"), TemporaryHome.NoUses, replace: true).Revision);
    }

    [Fact]
    public void A_definition_that_could_not_be_read_again_is_not_written()
    {
        using var library = _home.Open();
        var deep = JsonElement.Parse($$"""{"a":{{new string('[', 70)}}{{new string(']', 70)}}}""", new JsonDocumentOptions { MaxDepth = 100 });
        var write = library.Put("a", deep, TemporaryHome.NoUses, replace: false);
        Assert.Equal(LibraryWriteStatus.Failed, write.Status);
        Assert.Contains("deeper than 56", write.Message, StringComparison.Ordinal);
        Assert.Equal(LibraryWriteStatus.Failed, library.Put("a", TemporaryHome.Json("[]"), TemporaryHome.NoUses, replace: false).Status);
        Assert.False(File.Exists(_home.File));
    }

    [Fact]
    public void A_definition_as_deep_as_it_may_be_is_written_and_read_again()
    {
        using var library = _home.Open();
        var deep = JsonElement.Parse($$"""{"a":{{new string('[', 55)}}{{new string(']', 55)}}}""", new JsonDocumentOptions { MaxDepth = 100 });
        Assert.Equal(LibraryWriteStatus.Created, library.Put("a", deep, TemporaryHome.NoUses, replace: false).Status);
        using var again = _home.Open();
        Assert.Equal(["a"], again.Current.Entries.Keys);
    }

    [Fact]
    public void A_lock_that_is_held_for_too_long_is_an_error_and_changes_nothing()
    {
        using var library = _home.Open(new LibraryLimits { LockWait = TimeSpan.FromMilliseconds(20) });
        using (new LibraryLock(_home.File + ".lock", TimeSpan.Zero).Take())
        {
            var write = library.Put("a", TemporaryHome.Definition("a"), TemporaryHome.NoUses, replace: false);
            Assert.Equal(LibraryWriteStatus.Failed, write.Status);
            Assert.Contains("Another process", write.Message, StringComparison.Ordinal);
        }

        Assert.Equal(LibraryWriteStatus.Created, library.Put("a", TemporaryHome.Definition("a"), TemporaryHome.NoUses, replace: false).Status);
    }

    [Fact]
    public void Every_file_is_readable_by_its_owner_alone()
    {
        if (OperatingSystem.IsWindows())
            return;
        _home.Text = "{";
        using var library = _home.Open();
        library.Put("a", TemporaryHome.Definition("a"), TemporaryHome.NoUses, replace: false);
        Assert.Equal(3, Directory.GetFiles(_home.Home.Directory).Length);
        foreach (var file in Directory.GetFiles(_home.Home.Directory))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public void What_a_killed_process_left_is_cleared_away_at_start()
    {
        var left = Path.Combine(_home.Home.Directory, ".composed-tools.json.0123456789abcdef.tmp");
        File.WriteAllText(left, "{ half");
        using var library = _home.Open();
        Assert.False(File.Exists(left));
    }

    [Fact]
    public void A_file_that_is_a_link_stays_one()
    {
        var target = Path.Combine(_home.Home.Directory, "elsewhere.json");
        File.WriteAllText(target, """{"tools":{}}""");
        File.CreateSymbolicLink(_home.File, target);
        using var library = _home.Open();
        library.Put("a", TemporaryHome.Definition("a"), TemporaryHome.NoUses, replace: false);
        Assert.Equal(target, File.ResolveLinkTarget(_home.File, returnFinalTarget: true)!.FullName);
        Assert.Contains("\"a\"", File.ReadAllText(target), StringComparison.Ordinal);
    }
}
