using ComposeServer.Configuration;
using ComposeServer.Library;

namespace ComposeServer.Tests.Library;

public sealed class LibraryFaultTests : IDisposable
{
    private const string Two = """
        {
          "formatVersion": 1,
          "tools": {
            "a": { "definition": { "name": "a", "steps": [] }, "revision": 3 },
            "b": { "definition": { "name": "b", "steps": [] } },
            "c": { "definition": { "name": "c", "steps": [] } }
          }
        }
        """;

    private readonly TemporaryHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_truncated_file_is_copied_at_start_and_its_whole_entries_are_kept()
    {
        var damaged = Two[..(Two.IndexOf("\"c\"", StringComparison.Ordinal) + 20)];
        _home.Text = damaged;
        using var library = _home.Open();
        Assert.Equal(["a", "b"], library.Current.Entries.Keys);
        Assert.Equal(3, library.Current.Entries["a"].Revision);
        var problem = Assert.Single(library.Current.Problems);
        Assert.Null(problem.Name);
        Assert.Contains("line 6", problem.Message, StringComparison.Ordinal);
        Assert.Equal(damaged, File.ReadAllText(Assert.Single(_home.Copies)));
        Assert.Equal(damaged, _home.Text);
        Assert.Equal(LibraryWriteStatus.Created, library.Put("d", TemporaryHome.Definition("d"), TemporaryHome.NoUses, replace: false).Status);
        Assert.Empty(library.Current.Problems);
        Assert.Single(_home.Copies);
        using var again = _home.Open();
        Assert.Equal(["a", "b", "d"], again.Current.Entries.Keys);
        Assert.Empty(again.Current.Problems);
    }

    [Theory]
    [InlineData("\"revision\": 3 },", "\"revision\": 3 }", "a b c")] // a comma is missing
    [InlineData("\"revision\": 3 },", "\"revision\": 3 ,", "b c")] // a brace is missing
    [InlineData("\"revision\": 3 },", "\"revision\": 3 }},", "a b c")] // a brace too many
    [InlineData("\"name\": \"b\",", "\"name\": \"b,", "a c")] // a quote is missing
    [InlineData("\"steps\": [] }, \"revision\": 3", "\"steps\": [ }, \"revision\": 3", "b c")] // a bracket is missing
    [InlineData("{\n  \"formatVersion\": 1,\n  \"tools\": {", "", "a b c")] // the head is missing
    [InlineData("    \"b\"", "<<<<<<< HEAD\n    \"b\"", "a b c")] // a merge went wrong
    [InlineData("\"b\": {", "\"b\": 12 {", "a c")]
    [InlineData("\"name\": \"b\"", "\"name\": \"\u0000\"", "a c")]
    [InlineData("\n", " ", "a b c", " }")] // all in one line, and no end
    public void Whole_entries_are_kept_wherever_the_damage_is(string good, string bad, string kept, string cut = "")
    {
        var text = Two.ReplaceLineEndings("\n").Replace(good, bad, StringComparison.Ordinal);
        _home.Text = text[..^cut.Length];
        using var library = _home.Open();
        Assert.Equal(kept.Split(' '), library.Current.Entries.Keys);
        Assert.Single(_home.Copies);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"tools\": []}")]
    [InlineData("{\"tools\": {}} x")]
    [InlineData("\u0000\u0000\u0000")]
    public void A_file_of_no_known_form_is_set_aside_and_a_new_one_begun(string text)
    {
        _home.Text = text;
        using var library = _home.Open();
        Assert.Empty(library.Current.Entries);
        Assert.Single(library.Current.Problems);
        library.Put("a", TemporaryHome.Definition("a"), TemporaryHome.NoUses, replace: false);
        Assert.Equal(text, File.ReadAllText(Assert.Single(_home.Copies)));
        using var again = _home.Open();
        Assert.Equal(["a"], again.Current.Entries.Keys);
    }

    [Fact]
    public void Bytes_that_are_no_text_cost_only_their_entry()
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(Two);
        bytes[Two.IndexOf("\"b\" }", StringComparison.Ordinal) < 0 ? Two.IndexOf(": \"b\"", StringComparison.Ordinal) + 3 : 0] = 0xff;
        File.WriteAllBytes(_home.File, bytes);
        using var library = _home.Open();
        Assert.Equal(["a", "c"], library.Current.Entries.Keys);
        Assert.Equal(bytes, File.ReadAllBytes(Assert.Single(_home.Copies)));
    }

    [Fact]
    public void The_same_damaged_file_is_copied_once_and_another_one_beside_it()
    {
        _home.Text = "{ one";
        _home.Open().Dispose();
        _home.Open().Dispose();
        var first = Assert.Single(_home.Copies);
        _home.Text = "{ two";
        _home.Open().Dispose();
        Assert.Equal(2, _home.Copies.Length);
        Assert.Equal("{ one", File.ReadAllText(first));
    }

    [Fact]
    public void A_file_damaged_while_the_server_runs_changes_nothing_until_the_next_write()
    {
        _home.Text = Two;
        using var library = _home.Open();
        _home.Text = """{"tools": {"a": {"definition": {"name": "new", "steps": []}}, "x": {"definition": {"steps": []}}, """;
        library.Refresh();
        Assert.Equal(["a", "b", "c"], library.Current.Entries.Keys);
        Assert.Equal(3, library.Current.Entries["a"].Revision);
        Assert.Single(library.Current.Problems);
        Assert.Empty(_home.Copies);
        var write = library.Remove("c");
        Assert.Equal(LibraryWriteStatus.Removed, write.Status);
        Assert.Single(_home.Copies);
        Assert.Equal(["a", "b", "x"], library.Current.Entries.Keys);
        Assert.Equal("new", library.Current.Entries["a"].Definition.GetProperty("name").GetString());
    }

    [Fact]
    public void An_invalid_entry_is_kept_as_it_is_and_takes_no_other_with_it()
    {
        _home.Text = """
            { "note": {"by":  "hand"}, "tools": {
              "bad": [1,   2.0],
              "good": { "definition": {"steps": []}, "comment":  "mine", "revision": "x", "uses": 7, "createdAt": "yesterday" },
              "odd": { "definition": "text" },
              "none": {},
              "twice": { "definition": { "a": 1, "a": 2 } }
            } }
            """;
        using var library = _home.Open();
        Assert.Equal(["good"], library.Current.Entries.Keys);
        Assert.Equal(["bad", "none", "odd", "twice"], library.Current.Problems.Select(p => p.Name!));
        Assert.Equal(1, library.Current.Entries["good"].Revision);
        library.Put("new", TemporaryHome.Definition("new"), TemporaryHome.NoUses, replace: false);
        library.Put("good", TemporaryHome.Definition("good"), TemporaryHome.NoUses, replace: true);
        Assert.Contains("\"bad\": [1,   2.0],\n", _home.Text, StringComparison.Ordinal);
        Assert.Contains("\"twice\": { \"definition\": { \"a\": 1, \"a\": 2 } }", _home.Text, StringComparison.Ordinal);
        Assert.Contains("\"note\": {\"by\":  \"hand\"},\n", _home.Text, StringComparison.Ordinal);
        Assert.Contains("\"comment\": \"mine\"", _home.Text, StringComparison.Ordinal);
        Assert.Equal(LibraryWriteStatus.NameTaken, library.Put("odd", TemporaryHome.Definition("odd"), TemporaryHome.NoUses, replace: false).Status);
        Assert.Equal(LibraryWriteStatus.Replaced, library.Put("odd", TemporaryHome.Definition("odd"), TemporaryHome.NoUses, replace: true).Status);
        Assert.Equal(LibraryWriteStatus.Removed, library.Remove("bad").Status);
        Assert.Equal(["none", "twice"], library.Current.Problems.Select(p => p.Name!));
        Assert.Empty(_home.Copies);
    }

    [Fact]
    public void Of_two_entries_of_one_name_the_later_counts_and_neither_is_lost()
    {
        _home.Text = """{"tools": {"a": {"definition": {"n": 1}}, "a": {"definition": {"n": 2}}}}""";
        using var library = _home.Open();
        Assert.Equal(2, library.Current.Entries["a"].Definition.GetProperty("n").GetInt32());
        Assert.Equal("a", Assert.Single(library.Current.Problems).Name);
        library.Put("b", TemporaryHome.Definition("b"), TemporaryHome.NoUses, replace: false);
        using var again = _home.Open();
        Assert.Equal(2, again.Current.Entries["a"].Definition.GetProperty("n").GetInt32());
        Assert.Contains("{\"n\": 1}", _home.Text, StringComparison.Ordinal);
        library.Remove("a");
        Assert.DoesNotContain("\"a\"", _home.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_entries_of_one_name_the_one_that_can_be_read_counts_and_neither_grows_with_the_writes()
    {
        _home.Text = """{"tools": {"a": {"definition": {"n": 1}}, "a": {"definition": "none"}}}""";
        for (var i = 0; i < 3; i++)
        {
            using var library = _home.Open();
            Assert.Equal(1, library.Current.Entries["a"].Definition.GetProperty("n").GetInt32());
            Assert.Equal(["a"], library.Current.Unreadable.Select(kept => kept.Name));
            library.Put("b", TemporaryHome.Definition("b"), TemporaryHome.NoUses, replace: true);
        }

        Assert.Equal(3, _home.Text.Split("\"a\"").Length);
        Assert.Contains("{\"definition\": \"none\"}", _home.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"formatVersion": 2, "tools": {"a": {"definition": {}}}}""")]
    [InlineData("""{"tools": [], "formatVersion": "next"}""")]
    [InlineData("""{"formatVersion": 2, "tools": {""")]
    public void A_later_format_is_neither_read_nor_overwritten(string text)
    {
        _home.Text = text;
        using var library = _home.Open();
        Assert.Empty(library.Current.Entries);
        Assert.Contains("formatVersion", Assert.Single(library.Current.Problems).Message, StringComparison.Ordinal);
        var write = library.Put("a", TemporaryHome.Definition("a"), TemporaryHome.NoUses, replace: true);
        Assert.Equal(LibraryWriteStatus.Failed, write.Status);
        Assert.Contains("formatVersion", write.Message, StringComparison.Ordinal);
        Assert.Equal(text, _home.Text);
        Assert.Empty(_home.Copies);
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("10e-1")]
    public void Version_one_may_be_spelled_in_any_way(string version)
    {
        _home.Text = "{\"formatVersion\": " + version + ", \"tools\": {\"a\": {\"definition\": {}}}}";
        using var library = _home.Open();
        Assert.Equal(["a"], library.Current.Entries.Keys);
    }

    [Fact]
    public void A_folder_in_the_place_of_the_file_is_a_problem_and_no_end()
    {
        Directory.CreateDirectory(_home.File);
        using var library = _home.Open();
        Assert.Contains("folder", Assert.Single(library.Current.Problems).Message, StringComparison.Ordinal);
        Assert.Equal(LibraryWriteStatus.Failed, library.Put("a", TemporaryHome.Definition("a"), TemporaryHome.NoUses, replace: false).Status);
        Directory.Delete(_home.File);
        Assert.Equal(LibraryWriteStatus.Created, library.Put("a", TemporaryHome.Definition("a"), TemporaryHome.NoUses, replace: false).Status);
        Assert.Empty(library.Current.Problems);
    }

    [Fact]
    public void A_home_that_cannot_be_made_is_an_error_of_each_write_and_no_end()
    {
        File.WriteAllText(Path.Combine(_home.Home.Directory, "file"), "");
        var inside = new Home(Path.Combine(_home.Home.Directory, "file", "home"));
        using var library = ToolLibrary.Open(inside, new LibraryLimits(), Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance, TimeProvider.System);
        var write = library.Put("a", TemporaryHome.Definition("a"), TemporaryHome.NoUses, replace: false);
        Assert.Equal(LibraryWriteStatus.Failed, write.Status);
        Assert.NotNull(write.Message);
    }

    [NeedsRightsFact]
    public void A_file_without_rights_is_a_problem_and_is_not_overwritten()
    {
        _home.Text = Two;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_home.File, UnixFileMode.None);
        using var library = _home.Open();
        Assert.Contains("rights", Assert.Single(library.Current.Problems).Message, StringComparison.Ordinal);
        Assert.Equal(LibraryWriteStatus.Failed, library.Put("x", TemporaryHome.Definition("x"), TemporaryHome.NoUses, replace: false).Status);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_home.File, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.Equal(Two, _home.Text);
    }

    [Fact]
    public void Names_and_texts_that_are_no_text_are_each_entry_s_own_problem()
    {
        _home.Text = """
            {"tools": {
              "\ud800": {"definition": {"a": "\udc00", "steps": []}},
              "bad": {"definition": {"a\ud800": 1, "steps": []}},
              "good": {"definition": {"steps": []}}
            }}
            """;
        using var library = _home.Open();
        Assert.Contains("good", library.Current.Entries.Keys);
        Assert.Equal(LibraryWriteStatus.Created, library.Put("new", TemporaryHome.Definition("new"), TemporaryHome.NoUses, replace: false).Status);
        using var again = _home.Open();
        Assert.Contains("good", again.Current.Entries.Keys);
        Assert.Contains("a\\ud800", _home.Text, StringComparison.Ordinal);
        Assert.Empty(_home.Copies);
    }

    [Fact]
    public void A_byte_order_mark_and_windows_line_ends_are_read()
    {
        _home.Text = "\uFEFF" + Two.ReplaceLineEndings("\r\n");
        using var library = _home.Open();
        Assert.Equal(["a", "b", "c"], library.Current.Entries.Keys);
        Assert.Empty(library.Current.Problems);
    }

    [Fact]
    public void A_file_that_vanishes_takes_nothing_with_it()
    {
        _home.Text = Two;
        using var library = _home.Open();
        File.Delete(_home.File);
        library.Refresh();
        Assert.Equal(["a", "b", "c"], library.Current.Entries.Keys);
        Assert.Contains("gone", Assert.Single(library.Current.Problems).Message, StringComparison.Ordinal);
        library.Remove("a");
        Assert.Equal(["b", "c"], _home.Open().Current.Entries.Keys);
    }
}
