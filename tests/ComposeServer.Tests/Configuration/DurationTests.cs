using System.Text.Json;
using ComposeServer.Configuration;

namespace ComposeServer.Tests.Configuration;

public sealed class DurationTests
{
    [Theory]
    [InlineData("\"500ms\"", 0.5)]
    [InlineData("\"30s\"", 30)]
    [InlineData("\"1.5s\"", 1.5)]
    [InlineData("\"5m\"", 300)]
    [InlineData("\"1h\"", 3600)]
    [InlineData("2", 2)]
    [InlineData("0.25", 0.25)]
    public void Accepts_the_forms_people_write(string json, double seconds)
    {
        Assert.True(Duration.TryRead(JsonDocument.Parse(json).RootElement, out var duration));
        Assert.Equal(TimeSpan.FromSeconds(seconds), duration);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("\"0s\"")]
    [InlineData("\"-1s\"")]
    [InlineData("\"30\"")]
    [InlineData("\"s\"")]
    [InlineData("\"\"")]
    [InlineData("\"5 m\"")]
    [InlineData("\"1d\"")]
    [InlineData("\"1hm\"")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("1e300")]
    [InlineData("\"1000000h\"")]
    public void Rejects_everything_else(string json) => Assert.False(Duration.TryRead(JsonDocument.Parse(json).RootElement, out _));
}
