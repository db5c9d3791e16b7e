using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Tests.Json;

public sealed class ValueDepthTests
{
    [Theory]
    [InlineData("1", 0, false)]
    [InlineData("[]", 0, true)]
    [InlineData("[]", 1, false)]
    [InlineData("""{"a":[{"b":[1]}]}""", 3, true)]
    [InlineData("""{"a":[{"b":[1]}]}""", 4, false)]
    public void Counts_the_levels_of_a_document(string json, int levels, bool deeper) =>
        Assert.Equal(deeper, JsonText.Parse(json).IsDeeperThan(levels));

    [Fact]
    public void Counts_the_levels_of_what_was_built_around_a_document()
    {
        var value = Value.Of([Value.Of([new Member("a", JsonText.Parse("[[1]]"))])]);
        Assert.False(value.IsDeeperThan(4));
        Assert.True(value.IsDeeperThan(3));
    }
}
