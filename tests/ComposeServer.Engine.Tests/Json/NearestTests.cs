using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Tests.Json;

public sealed class NearestTests
{
    [Theory]
    [InlineData("mesage", "message")]
    [InlineData("tabid", "tabId")]
    [InlineData("tab_id", "tabId")]
    [InlineData("emssage", "message")]
    [InlineData("messages", "message")]
    [InlineData("something", null)]
    [InlineData("x", null)]
    public void The_nearest_known_name_is_the_one_that_was_meant(string wanted, string? meant) =>
        Assert.Equal(meant, Nearest.Name(wanted, ["message", "tabId", "y"]));

    [Fact]
    public void A_name_that_is_far_too_long_is_near_none()
    {
        var known = Enumerable.Range(0, 10_000).Select(i => $"{new string('a', 300)}{i}").Append("list").ToArray();
        Assert.Null(Nearest.Name(new string('a', 1_000_000), known));
        Assert.Equal("list", Nearest.Name("lst", known));
    }

    [Fact]
    public void Names_come_nearest_first() =>
        Assert.Equal(["echo", "echos", "ehco"], Nearest.Names("echo", ["ehco", "echos", "echo", "list"], 3));
}
