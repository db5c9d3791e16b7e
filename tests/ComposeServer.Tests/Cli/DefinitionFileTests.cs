using ComposeServer.Cli;

namespace ComposeServer.Tests.Cli;

public sealed class DefinitionFileTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"definition-{Guid.NewGuid():N}.json");

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData("notes", false)]
    [InlineData("notes.json", true)]
    [InlineData("./notes", true)]
    [InlineData("folder/notes", true)]
    [InlineData("folder\\notes", true)]
    public void A_word_with_a_dot_or_a_slash_is_meant_as_a_file(string word, bool isMeant) => Assert.Equal(isMeant, DefinitionFile.IsMeant(word));

    [Fact]
    public void Reads_a_definition()
    {
        File.WriteAllText(_path, """{"name":"a"}""");
        Assert.Equal("""{"name":"a"}""", DefinitionFile.Read(_path, out var problem)!.Json.GetRawText());
        Assert.Null(problem);
    }

    [Theory]
    [InlineData("{", "not JSON (line 1, byte 2)")]
    [InlineData("{\n  \"name\": 'a'\n}", "not JSON (line 2, byte 11)")]
    [InlineData("""{"name":1,"name":2}""", "repeated names")]
    public void Says_why_a_file_is_no_definition(string text, string part)
    {
        File.WriteAllText(_path, text);
        Assert.Null(DefinitionFile.Read(_path, out var problem));
        Assert.Contains(part, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_what_an_editor_has_put_a_mark_before()
    {
        File.WriteAllText(_path, """{"name":"a"}""", new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.Equal("""{"name":"a"}""", DefinitionFile.Read(_path, out _)!.Json.GetRawText());
    }

    [Fact]
    public void Says_that_a_name_is_empty()
    {
        Assert.Null(DefinitionFile.Read("", out var problem));
        Assert.Equal("The name of a file is empty.", problem);
    }

    [Fact]
    public void Says_that_a_file_is_not_there_or_too_large()
    {
        Assert.Null(DefinitionFile.Read(_path, out var problem));
        Assert.Contains("cannot be read", problem, StringComparison.Ordinal);
        File.WriteAllText(_path, new string(' ', 1024 * 1024) + "{}");
        Assert.Null(DefinitionFile.Read(_path, out problem));
        Assert.Contains("larger", problem, StringComparison.Ordinal);
    }
}
