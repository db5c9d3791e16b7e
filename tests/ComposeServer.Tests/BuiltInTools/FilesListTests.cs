using ComposeServer.BuiltInTools;
using ComposeServer.Engine.Json;

namespace ComposeServer.Tests.BuiltInTools;

public sealed class FilesListTests : IDisposable
{
    private readonly BuiltInBench _bench = new();

    public FilesListTests()
    {
        foreach (var path in (string[])["a/b.txt", "a.txt", "a-b/c.md", "a/.hidden", "a/deep/er/x.ts", "a/[id].ts", "Z.md"])
            _bench.Write(path, path);
    }

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("**/*", "Z.md a-b/c.md a.txt a/.hidden a/[id].ts a/b.txt a/deep/er/x.ts")]
    [InlineData("*", "Z.md a.txt")]
    [InlineData("**", "Z.md a-b/c.md a.txt a/.hidden a/[id].ts a/b.txt a/deep/er/x.ts")]
    [InlineData("**/*.ts", "a/[id].ts a/deep/er/x.ts")]
    [InlineData("a/**", "a/.hidden a/[id].ts a/b.txt a/deep/er/x.ts")]
    [InlineData("./a/*.txt", "a/b.txt")]
    [InlineData("**/deep/**/x.*", "a/deep/er/x.ts")]
    [InlineData("**/*.{md,ts}", "Z.md a-b/c.md a/[id].ts a/deep/er/x.ts")]
    [InlineData("{a,a-b}/?.{txt,{md,x}}", "a-b/c.md a/b.txt")]
    [InlineData("a/[id].ts", "a/[id].ts")]
    [InlineData("{a}", "")]
    [InlineData("z.md", "")]
    public async Task Lists_what_the_pattern_takes_in_order(string glob, string expected)
    {
        var result = await _bench.Good("files__list", Value.Of([new Member("glob", Value.Of(glob))]).ToJson());
        Assert.Equal(expected, Paths(result));
        Assert.False(result.Get("truncated").IsTrue);
    }

    [Theory]
    [InlineData("../*")]
    [InlineData("/etc/*")]
    [InlineData("a/../../*")]
    [InlineData("{a,..}/*")]
    [InlineData("/")]
    public async Task Refuses_patterns_that_lead_outside(string glob) =>
        Assert.Contains("glob", (await _bench.Bad("files__list", Value.Of([new Member("glob", Value.Of(glob))]).ToJson())).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Refuses_braces_that_stand_for_too_much() =>
        Assert.Contains("braces", (await _bench.Bad("files__list", """{"glob": "{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}"}""")).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Tells_size_and_time()
    {
        File.SetLastWriteTimeUtc(Path.Combine(_bench.Root, "Z.md"), new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc));
        var result = await _bench.Good("files__list", """{"glob": "*.md"}""");
        Assert.Equal("""{"files":[{"path":"Z.md","size":4,"modified":"2026-01-02T03:04:05.000Z"}],"truncated":false}""", result.ToJson());
    }

    [Fact]
    public async Task A_folder_is_listed_by_paths_that_can_be_read()
    {
        var result = await _bench.Good("files__list", """{"path": "a", "glob": "*"}""");
        Assert.Equal("a/.hidden a/[id].ts a/b.txt", Paths(result));
    }

    [Fact]
    public async Task The_other_roots_are_listed_by_absolute_paths()
    {
        var other = Path.Combine(_bench.SecondRoot, "other.md");
        File.WriteAllText(other, "");
        Assert.Equal("Z.md " + other, Paths(await _bench.Good("files__list", """{"glob": "*.md"}""")));
        Assert.Equal(other, Paths(await _bench.Good("files__list", _bench.SecondRoot.AsPath())));
    }

    [Fact]
    public async Task Links_are_left_out_and_not_followed()
    {
        _bench.Link("a/out", _bench.Outside);
        _bench.Link("a/file", Path.Combine(_bench.Root, "a.txt"));
        _bench.Link("a/round", ".");
        Assert.Equal("a/.hidden a/[id].ts a/b.txt a/deep/er/x.ts", Paths(await _bench.Good("files__list", """{"glob": "a/**"}""")));
    }

    [Fact]
    public async Task Says_when_there_is_more_than_was_given()
    {
        var result = await _bench.Good("files__list", """{"limit": 2}""");
        Assert.Equal("Z.md a-b/c.md", Paths(result));
        Assert.True(result.Get("truncated").IsTrue);
        Assert.False((await _bench.Good("files__list", """{"limit": 7}""")).Get("truncated").IsTrue);
    }

    [Fact]
    public async Task Stops_where_there_is_too_much_to_look_at()
    {
        using var bench = new BuiltInBench { Limits = new BuiltInLimits { WalkedEntries = 3 } };
        for (var i = 0; i < 5; i++)
            bench.Write($"{i}.txt", "");
        var result = await bench.Good("files__list", "{}");
        Assert.Equal(3, result.Get("files").Count);
        Assert.True(result.Get("truncated").IsTrue);
    }

    [Theory]
    [InlineData("a.txt", "file")]
    [InlineData("none", "nothing that exists")]
    [InlineData("..", "outside")]
    public async Task Refuses_what_is_no_folder_inside(string path, string said) =>
        Assert.Contains(said, (await _bench.Bad("files__list", path.AsPath())).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_cancelled_call_ends_as_cancelled() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await _bench.Call("files__list", "{}", new CancellationToken(canceled: true)));

    private static string Paths(Value result)
    {
        var paths = new List<string>();
        foreach (var file in result.Get("files").Items())
            paths.Add(file.Get("path").Text());
        return string.Join(' ', paths);
    }
}
