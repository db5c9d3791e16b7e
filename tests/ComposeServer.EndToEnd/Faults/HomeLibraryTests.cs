using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.EndToEnd.Faults;

/// <summary>A library of another version, and one that somebody edits while the server runs. (LibraryFaultTests has what can be wrong with a file.)</summary>
public sealed class HomeLibraryTests : IDisposable
{
    private const string Newer = """{ "formatVersion": 2, "tools": { "future": { "steps": "nobody here knows what this is" } } }""";

    private readonly TestHome _home = new();

    [Fact]
    public async Task A_library_of_another_version_is_left_alone_and_said()
    {
        File.WriteAllText(_home.Library, Newer);
        await using var client = await Client.Connect(_home);
        await client.Process.Says("formatVersion");
        Assert.Contains("formatVersion", Assert.Single(await Problems(client)), StringComparison.Ordinal);
        await Frozen.IsRefused(client, "dynamic_tool_compose", Definition("a", 1), "formatVersion");
        await client.Compose(Definition("unsaved", 1, "\"save\":false"));
        Assert.Equal(1, await Frozen.Number(client, "unsaved"));
        Assert.Equal(Newer, File.ReadAllText(_home.Library));
        Assert.Empty(Copies());
    }

    [Fact]
    public async Task A_library_that_becomes_one_of_another_version_takes_no_tool_away_and_is_not_overwritten()
    {
        await using var client = await Client.Connect(_home);
        await client.Compose(Definition("a", 1));
        var ours = File.ReadAllText(_home.Library);
        File.WriteAllText(_home.Library, Newer);
        await client.Process.Says("formatVersion");
        Assert.Equal(1, await Frozen.Number(client, "a"));
        await Frozen.IsRefused(client, "dynamic_tool_compose", Definition("b", 2), "formatVersion");
        await Frozen.IsRefused(client, "remove_composed_tool", """{"name":"a"}""", "formatVersion");
        Assert.Equal(Newer, File.ReadAllText(_home.Library));
        File.WriteAllText(_home.Library, ours);
        await client.Compose(Definition("b", 2));
        Assert.Equal(["a", "b"], _home.SavedDefinitions().Keys.Order());
        Assert.Empty(await Problems(client));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_good_edit_is_taken_up_whole(bool renamed)
    {
        await using var client = await Client.Connect(_home);
        foreach (var name in new[] { "changed", "same", "gone" })
            await client.Compose(Definition(name, 1));
        var edited = File.ReadAllText(_home.Library).Replace("\"gone\"", "\"added\"", StringComparison.Ordinal);
        edited = edited[..edited.IndexOf("\"same\"", StringComparison.Ordinal)].Replace("\"n\": 1", "\"n\": 7", StringComparison.Ordinal) + edited[edited.IndexOf("\"same\"", StringComparison.Ordinal)..];
        Save(edited, renamed);
        await client.NamesAre(names => names.Contains("added") && !names.Contains("gone"), "the notice of the edit");
        foreach (var (name, number) in new[] { ("added", 7), ("changed", 7), ("same", 1) })
            Assert.Equal(number, await Frozen.Number(client, name));
        Assert.Equal(edited, File.ReadAllText(_home.Library));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{ \"formatVersion\": 1, \"tools\": { \"a\": { \"definition\": { \"name\": \"a\", ")]
    [InlineData("I closed the editor without looking")]
    public async Task A_broken_edit_takes_no_tool_away_and_is_kept_when_the_next_is_written(string broken)
    {
        await using var client = await Client.Connect(_home);
        await client.Compose(Definition("a", 1));
        File.WriteAllText(_home.Library, broken);
        await client.Process.Says("The library: composed-tools.json is");
        // The log has it a moment before the list.
        await Wait.Until(async () => await Problems(client) is [var problem] && problem.Contains("composed-tools.json is", StringComparison.Ordinal), "the fault in the list");
        Assert.Equal(1, await Frozen.Number(client, "a"));
        Assert.Equal(broken, File.ReadAllText(_home.Library));
        await client.Compose(Definition("b", 2));
        Assert.Equal(broken, File.ReadAllText(Assert.Single(Copies())));
        Assert.Equal(["a", "b"], _home.SavedDefinitions().Keys.Order());
        Assert.Empty(await Problems(client));
    }

    // Nobody waits here until the server has seen the edit.
    [Fact]
    public async Task An_edit_between_two_calls_is_in_what_the_second_writes()
    {
        await using var client = await Client.Connect(_home);
        for (var i = 0; i < 20; i++)
        {
            await client.Compose(Definition($"tool_{i}", i));
            File.WriteAllText(_home.Library, File.ReadAllText(_home.Library).Replace($"\"tool_{i}\"", $"\"hand_{i}\"", StringComparison.Ordinal));
        }

        await client.Compose(Definition("last", 20));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"hand_{i}").Append("last").Order(StringComparer.Ordinal), _home.SavedDefinitions().Keys.Order(StringComparer.Ordinal));
        Assert.Equal(7, await Frozen.Number(client, "hand_7"));
    }

    [Fact]
    public async Task A_damaged_file_is_set_aside_its_whole_entries_are_kept_and_nothing_is_lost()
    {
        await using (var author = await Client.Connect(_home))
        {
            await author.Compose(Definition("first", 1));
            await author.Compose(Definition("second", 2));
        }

        var whole = File.ReadAllText(_home.Library);
        var damaged = whole[..whole.LastIndexOf("\"steps\"", StringComparison.Ordinal)];
        File.WriteAllText(_home.Library, damaged);
        await using var client = await Client.Connect(_home);
        Assert.Equal(["first"], (await client.ListComposed()).Select(row => row.GetProperty("name").GetString()!));
        await client.Compose(Definition("third", 3));
        Assert.Equal(["first", "third"], _home.SavedDefinitions().Keys.Order());
        Assert.Equal(damaged, File.ReadAllText(Assert.Single(Copies())));
        await client.Process.Says("composed-tools.json");
    }

    public void Dispose() => _home.Dispose();

    private static string Definition(string name, int number, string more = "\"save\":true") =>
        $$$"""{"name":"{{{name}}}","description":"d",{{{more}}},"steps":[{"value":{"n":{{{number}}}} }]}""";

    private string[] Copies() => Directory.GetFiles(_home.Home, "composed-tools.json.corrupt-*");

    private void Save(string text, bool renamed)
    {
        var file = renamed ? Path.Combine(_home.Home, "edited") : _home.Library;
        File.WriteAllText(file, text);
        if (renamed)
            File.Move(file, _home.Library, overwrite: true);
    }

    // What list_composed_tools says of the library as a whole.
    private static async Task<string[]> Problems(Client client) =>
        (await client.Call("list_composed_tools")).Good().Structured.TryGetProperty("problems", out var problems)
            ? [.. problems.EnumerateArray().Select(problem => problem.GetString()!)]
            : [];
}
