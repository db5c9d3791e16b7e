using System.Text.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Tests.BuiltInTools;

public sealed class BuiltInsTests : IDisposable
{
    private readonly BuiltInBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void There_are_five_tools_named_after_their_servers()
    {
        Assert.Equal(["files__list", "files__read_text", "files__search", "http__fetch", "wait__for"], _bench.Tools.Select(t => t.Name));
        Assert.All(_bench.Tools, t => Assert.Equal(t.Name, $"{t.Server}__{t.BareName}"));
    }

    [Fact]
    public void Their_schemas_are_closed_objects_whose_properties_are_described()
    {
        foreach (var tool in _bench.Tools)
        {
            Assert.Equal("object", tool.InputSchema.GetProperty("type").GetString());
            Assert.False(tool.InputSchema.GetProperty("additionalProperties").GetBoolean());
            Assert.NotEmpty(tool.Description);
            if (tool.Name != "files__read_text")
                Assert.Equal("object", tool.OutputSchema.GetProperty("type").GetString());
        }

        // Its value is the file's text or what is in it, which no schema can tell beforehand.
        Assert.Equal(JsonValueKind.Undefined, _bench.Tools[1].OutputSchema.ValueKind);
    }

    [Fact]
    public void All_are_read_only_and_only_the_web_is_an_open_world()
    {
        Assert.All(_bench.Tools, t => Assert.Equal((true, false, true), (t.Annotations.ReadOnly, t.Annotations.Destructive, t.Annotations.Idempotent)));
        Assert.Equal([false, false, false, true, false], _bench.Tools.Select(t => t.Annotations.OpenWorld!.Value));
    }

    [Theory]
    [InlineData("files__list", "[]")]
    [InlineData("files__list", """{"glob": 1}""")]
    [InlineData("files__list", """{"limit": 0}""")]
    [InlineData("files__list", """{"limit": 1.5}""")]
    [InlineData("files__list", """{"folder": "."}""")]
    [InlineData("files__read_text", "{}")]
    [InlineData("files__read_text", """{"path": null}""")]
    [InlineData("files__read_text", """{"path": ""}""")]
    [InlineData("files__read_text", """{"path": "a", "maxBytes": 8388609}""")]
    [InlineData("files__search", "{}")]
    [InlineData("files__search", """{"pattern": ""}""")]
    [InlineData("files__search", """{"pattern": "("}""")]
    [InlineData("files__search", """{"pattern": "(?=a)"}""")]
    [InlineData("files__search", """{"pattern": "a", "ignoreCase": "yes"}""")]
    [InlineData("http__fetch", "{}")]
    [InlineData("http__fetch", """{"url": "https://example.com", "method": "POST"}""")]
    [InlineData("http__fetch", """{"url": "https://example.com", "timeout": 0}""")]
    [InlineData("http__fetch", """{"url": "https://example.com", "headers": ["a"]}""")]
    [InlineData("wait__for", "{}")]
    [InlineData("wait__for", """{"seconds": -1}""")]
    [InlineData("wait__for", """{"seconds": 301}""")]
    [InlineData("wait__for", """{"seconds": 1e999}""")]
    [InlineData("wait__for", """{"seconds": "1"}""")]
    public async Task Refuses_arguments_that_do_not_fit(string tool, string arguments) =>
        Assert.Equal(FailureKind.InvalidArguments, (await _bench.Bad(tool, arguments)).Kind);
}
