using ComposeServer.BuiltInTools;

namespace ComposeServer.Tests.BuiltInTools;

public sealed class FilesSearchTests : IDisposable
{
    private readonly BuiltInBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Finds_lines_with_their_numbers_in_the_order_of_paths()
    {
        _bench.Write("b.txt", "\uFEFFone\r\ntwo one\n\nONE");
        _bench.Write("a.txt", "nothing\none\n");
        var result = await _bench.Good("files__search", """{"pattern": "^one$|two"}""");
        Assert.Equal(
            """{"matches":[{"path":"a.txt","line":2,"text":"one"},{"path":"b.txt","line":1,"text":"one"},{"path":"b.txt","line":2,"text":"two one"}],"truncated":false,"skipped":0}""",
            result.ToJson());
        Assert.Equal(4, (await _bench.Good("files__search", """{"pattern": "ONE", "ignoreCase": true}""")).Get("matches").Count);
    }

    [Fact]
    public async Task Searches_a_folder_a_pattern_or_one_file()
    {
        _bench.Write("src/a.cs", "x");
        _bench.Write("src/a.md", "x");
        _bench.Write("b.cs", "x");
        Assert.Equal(2, (await _bench.Good("files__search", """{"pattern": "x", "path": "src"}""")).Get("matches").Count);
        Assert.Equal(2, (await _bench.Good("files__search", """{"pattern": "x", "glob": "**/*.cs"}""")).Get("matches").Count);
        Assert.Equal("src/a.md", (await _bench.Good("files__search", """{"pattern": "x", "path": "src/a.md"}""")).Get("matches")[0].Get("path").Text());
    }

    [Fact]
    public async Task Leaves_out_what_is_binary_or_too_large_and_says_how_many()
    {
        using var bench = new BuiltInBench { Limits = new BuiltInLimits { MaxBytes = 10 } };
        bench.Write("binary", "x\0");
        bench.Write("large", "x1234567890");
        bench.Write("right", "x123456789");
        var result = await bench.Good("files__search", """{"pattern": "x"}""");
        Assert.Equal("right", result.Get("matches")[0].Get("path").Text());
        Assert.Equal((1, "2"), (result.Get("matches").Count, result.Get("skipped").Spelling()));
    }

    [Fact]
    public async Task Cuts_long_lines_between_characters()
    {
        _bench.Write("a.txt", new string('x', 999) + "😀" + new string('x', 999));
        var text = (await _bench.Good("files__search", """{"pattern": "x"}""")).Get("matches")[0].Get("text").Text();
        Assert.Equal(new string('x', 999), text);
    }

    [Fact]
    public async Task Says_when_there_is_more_than_was_given()
    {
        _bench.Write("a.txt", "x\nx\nx");
        Assert.True((await _bench.Good("files__search", """{"pattern": "x", "limit": 2}""")).Get("truncated").IsTrue);
        Assert.False((await _bench.Good("files__search", """{"pattern": "x", "limit": 3}""")).Get("truncated").IsTrue);
    }

    [Fact]
    public async Task Says_when_it_has_read_enough()
    {
        using var bench = new BuiltInBench { Limits = new BuiltInLimits { SearchedBytes = 3 } };
        bench.Write("a.txt", "12345");
        bench.Write("b.txt", "1");
        var result = await bench.Good("files__search", """{"pattern": "1"}""");
        Assert.Equal(1, result.Get("matches").Count);
        Assert.True(result.Get("truncated").IsTrue);
    }

    [Fact]
    public async Task Nothing_outside_is_searched()
    {
        _bench.Link("link", _bench.Outside);
        Assert.Equal(0, (await _bench.Good("files__search", """{"pattern": "secret"}""")).Get("matches").Count);
        Assert.Contains("outside", (await _bench.Bad("files__search", """{"pattern": "secret", "path": "link"}""")).Message, StringComparison.Ordinal);
        Assert.Contains("outside", (await _bench.Bad("files__search", """{"pattern": "secret", "path": "../out"}""")).Message, StringComparison.Ordinal);
    }
}
