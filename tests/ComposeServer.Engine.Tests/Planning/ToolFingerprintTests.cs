using ComposeServer.Engine.Json;
using ComposeServer.Engine.Planning;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Tests.Planning;

public sealed class ToolFingerprintTests
{
    private static string Known => Of("""{"type":"object","properties":{"a":{},"b":{}}}""", """{"type":"object"}""");

    [Fact]
    public void The_order_of_names_does_not_matter() =>
        Assert.Equal(Known, Of("""{"properties":{"b":{},"a":{}},"type":"object"}""", """{"type":"object"}"""));

    [Theory]
    [InlineData("""{"type":"object","properties":{"a":{}}}""", """{"type":"object"}""")]
    [InlineData("""{"type":"object","properties":{"a":{},"b":{}}}""", """{"type":"array"}""")]
    [InlineData("""{"type":"object","properties":{"a":{},"b":{}}}""", null)]
    [InlineData("""{"type":"object"}""", """{"type":"object","properties":{"a":{},"b":{}}}""")]
    public void Each_of_the_schemas_matters(string input, string? output) => Assert.NotEqual(Known, Of(input, output));

    // It is kept in libraries, so it must not change from one version to the next.
    [Fact]
    public void It_is_eight_bytes_of_the_hash_of_both_schemas() => Assert.Equal("ff9bb4965cd9459e", Known);

    private static string Of(string input, string? output) => ToolFingerprint.Of(new Tool
    {
        Name = "s__t",
        BareName = "t",
        Server = "s",
        InputSchema = JsonText.Parse(input).ToElement(),
        OutputSchema = output is null ? default : JsonText.Parse(output).ToElement(),
        Annotations = ToolAnnotations.Silent,
        Invoke = (_, _) => ValueTask.FromResult(ToolResult.Failed(FailureKind.ToolError, "never called")),
    });
}
