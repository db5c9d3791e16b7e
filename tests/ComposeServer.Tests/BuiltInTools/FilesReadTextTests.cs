using System.Diagnostics;
using System.Text;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Tests.BuiltInTools;

public sealed class FilesReadTextTests : IDisposable
{
    private readonly BuiltInBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("plain ü 😀\r\n")]
    [InlineData("")]
    [InlineData("\uFEFFwith a mark")]
    public async Task Gives_the_text_as_it_is(string text)
    {
        _bench.Write("a.txt", text);
        Assert.Equal(text, (await _bench.Good("files__read_text", """{"path": "a.txt"}""")).Text());
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    public async Task Json_can_be_used_by_its_fields_and_keeps_its_text(string mark)
    {
        var text = mark + "{ \"n\" : 1.0,\r\n \"b\":[ ] }\n";
        _bench.Write("a.json", text);
        var result = await _bench.Call("files__read_text", """{"path": "a.json"}""");
        Assert.Equal("1.0", result.Value.Get("n").Spelling());
        Assert.Equal(text, result.Value.SourceText);
        Assert.True(result.Structured.IsNothing);
        Assert.Equal(text, result.Content[0].Get("text").Text());
    }

    [Fact]
    public async Task Reads_by_absolute_paths_in_every_root()
    {
        File.WriteAllText(Path.Combine(_bench.SecondRoot, "b.txt"), "two");
        _bench.Write("sub/a.txt", "one");
        Assert.Equal("two", (await _bench.Good("files__read_text", Path.Combine(_bench.SecondRoot, "b.txt").AsPath())).Text());
        Assert.Equal("one", (await _bench.Good("files__read_text", Path.Combine(_bench.Root, "sub", "a.txt").AsPath())).Text());
        Assert.Equal("one", (await _bench.Good("files__read_text", "./sub/../sub//a.txt".AsPath())).Text());
    }

    [Fact]
    public async Task Refuses_what_lies_outside_however_it_is_written()
    {
        _bench.Link("file", Path.Combine(_bench.Outside, "secret.txt"));
        _bench.Link("folder", _bench.Outside);
        _bench.Link("up", "..");
        _bench.Link("chain", "folder");
        Directory.CreateDirectory(Path.Combine(_bench.Outside + "x"));
        string[] paths =
        [
            "../out/secret.txt", "sub/../../out/secret.txt", Path.Combine(_bench.Outside, "secret.txt"), "/etc/passwd", "..", "../one-more",
            "file", "folder/secret.txt", "chain/secret.txt", "up/out/secret.txt", _bench.Root + "/../out/secret.txt", _bench.Root + "x",
            "/proc/self/root" + Path.Combine(_bench.Outside, "secret.txt"), "a\0b",
        ];
        foreach (var path in paths)
        {
            var failure = await _bench.Bad("files__read_text", path.AsPath());
            Assert.True(failure.Kind == FailureKind.InvalidArguments, path + ": " + failure.Message);
            Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Follows_links_that_stay_inside()
    {
        _bench.Write("real/a.txt", "inside");
        _bench.Link("link", "real");
        _bench.Link("absolute", Path.Combine(_bench.Root, "real", "a.txt"));
        Assert.Equal("inside", (await _bench.Good("files__read_text", "link/a.txt".AsPath())).Text());
        Assert.Equal("inside", (await _bench.Good("files__read_text", "absolute".AsPath())).Text());
    }

    [Fact]
    public async Task Links_in_a_circle_are_nothing()
    {
        _bench.Link("a", "b");
        _bench.Link("b", "a");
        Assert.Contains("nothing that exists", (await _bench.Bad("files__read_text", "a".AsPath())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none.txt", "nothing that exists")]
    [InlineData(".", "folder")]
    public async Task Says_what_is_there_instead_of_a_file(string path, string said)
    {
        var failure = await _bench.Bad("files__read_text", path.AsPath());
        Assert.Equal(FailureKind.ToolError, failure.Kind);
        Assert.Contains(said, failure.Message, StringComparison.Ordinal);
    }

    [NeedsPipesFact]
    public async Task A_pipe_is_refused_and_not_waited_for()
    {
        using var made = Process.Start("mkfifo", Path.Combine(_bench.Root, "pipe"));
        await made.WaitForExitAsync();
        Assert.Contains("pipe", (await _bench.Bad("files__read_text", "pipe".AsPath())).Message, StringComparison.Ordinal);
        Assert.Equal("""{"files":[],"truncated":false}""", (await _bench.Good("files__list", "{}")).ToJson());
        Assert.Equal(0, (await _bench.Good("files__search", """{"pattern": "."}""")).Get("matches").Count);
    }

    [Fact]
    public async Task A_larger_file_is_an_error_that_names_the_size_and_the_remedy()
    {
        _bench.Write("a.txt", "12345");
        Assert.Equal("12345", (await _bench.Good("files__read_text", """{"path": "a.txt", "maxBytes": 5}""")).Text());
        var failure = await _bench.Bad("files__read_text", """{"path": "a.txt", "maxBytes": 4}""");
        Assert.Equal("The file has 5 bytes, over the limit of 4: set \"maxBytes\" to 5 or more (at most 8388608).", failure.Message);
        _bench.Write("large.txt", new string('x', 8 * 1024 * 1024 + 1));
        Assert.Contains("8388608 can be read at most", (await _bench.Bad("files__read_text", """{"path": "large.txt", "maxBytes": 8388608}""")).Message, StringComparison.Ordinal);
        Assert.Contains("over the limit of 1048576", (await _bench.Bad("files__read_text", Sized(1024 * 1024 + 1))).Message, StringComparison.Ordinal);
        Assert.Equal(1024 * 1024, (await _bench.Good("files__read_text", Sized(1024 * 1024))).Text().Length);
    }

    [Theory]
    [InlineData(new byte[] { 0x61, 0xff, 0x62 }, "no UTF-8")]
    [InlineData(new byte[] { 0xc3 }, "no UTF-8")]
    [InlineData(new byte[] { 0x61, 0x00 }, "NUL")]
    [InlineData(new byte[] { 0xff, 0xfe, 0x61, 0x00 }, "UTF-16")]
    public async Task What_is_no_text_is_an_error(byte[] bytes, string said)
    {
        File.WriteAllBytes(Path.Combine(_bench.Root, "a.bin"), bytes);
        Assert.Contains(said, (await _bench.Bad("files__read_text", """{"path": "a.bin"}""")).Message, StringComparison.Ordinal);
    }

    private string Sized(int bytes)
    {
        File.WriteAllBytes(Path.Combine(_bench.Root, "sized.txt"), Encoding.ASCII.GetBytes(new string('x', bytes)));
        return "sized.txt".AsPath();
    }
}
