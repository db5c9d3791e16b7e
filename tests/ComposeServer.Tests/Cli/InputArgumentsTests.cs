using ComposeServer.Cli;

namespace ComposeServer.Tests.Cli;

public sealed class InputArgumentsTests
{
    [Theory]
    [InlineData(null, "{}")]
    [InlineData("""{"n":1e400,"s":"ü"}""", """{"n":1e400,"s":"ü"}""")]
    public void Takes_an_object(string? input, string json)
    {
        Assert.Equal(json, InputArguments.Read(input, out var problem)!.Value.ToJson());
        Assert.Null(problem);
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("text")]
    [InlineData("")]
    [InlineData("@/no/such/file")]
    [InlineData("@")]
    public void Says_what_is_no_object(string input)
    {
        Assert.Null(InputArguments.Read(input, out var problem));
        Assert.StartsWith("--input", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_a_file()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, """{"a":[]}""");
        Assert.Equal("""{"a":[]}""", InputArguments.Read("@" + path, out _)!.Value.ToJson());
        File.Delete(path);
    }
}
