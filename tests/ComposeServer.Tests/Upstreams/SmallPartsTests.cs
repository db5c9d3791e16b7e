using ComposeServer.Upstreams;

namespace ComposeServer.Tests.Upstreams;

public sealed class SmallPartsTests
{
    [Fact]
    public void A_listed_name_is_the_server_and_the_tool() => Assert.Equal("s__read_file", ToolName.Of("s", "read_file"));

    [Theory]
    [InlineData("with space")]
    [InlineData("ünï")]
    [InlineData("a/b")]
    public void Characters_that_clients_refuse_are_replaced_and_the_name_stays_unique(string bareName)
    {
        var name = ToolName.Of("s", bareName);
        Assert.Matches(@"\As__[A-Za-z0-9_.-]+_[0-9a-f]{8}\z", name);
        Assert.NotEqual(ToolName.Of("s", bareName + "!"), ToolName.Of("s", bareName + "?"));
    }

    [Fact]
    public void A_long_name_is_shortened_and_stays_the_same_and_unique()
    {
        var one = ToolName.Of("s", new string('x', 100) + "1");
        Assert.Equal(64, one.Length);
        Assert.Equal(one, ToolName.Of("s", new string('x', 100) + "1"));
        Assert.NotEqual(one, ToolName.Of("s", new string('x', 100) + "2"));
        Assert.Equal(64, ToolName.Of("s", new string('x', 61)).Length);
        Assert.Equal("s__" + new string('x', 61), ToolName.Of("s", new string('x', 61)));
    }

    [Fact]
    public void The_lines_of_an_environment_file_are_read_as_a_shell_would()
    {
        var variables = EnvironmentFile.Parse("# c\nA=1\r\nexport B = \"two\\nlines\" # c\nC='a #b'\nD=x # c\nE=\n F=a=b \nnonsense\nG=\"un\n");
        Assert.Equal(
            new[] { "A=1", "B=two\nlines", "C=a #b", "D=x", "E=", "F=a=b" },
            variables.Select(variable => $"{variable.Key}={variable.Value}"));
    }

    [Fact]
    public void Secrets_are_blotted_out_and_words_are_not() =>
        Assert.Equal("key *** and *** on true", new Secrets(["hunter2", "hunter2-long", "on", "true"]).Hidden("key hunter2-long and hunter2 on true"));

    [Fact]
    public void Waits_double_up_to_half_a_minute()
    {
        var backoff = new Backoff();
        foreach (var seconds in new[] { 0.5, 1, 2, 4, 8, 16, 30, 30 })
            Assert.InRange(backoff.Next().TotalSeconds, seconds * 0.75, seconds * 1.25);
        backoff.Reset();
        Assert.InRange(backoff.Next().TotalSeconds, 0.375, 0.625);
    }
}
