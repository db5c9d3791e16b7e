using ComposeServer.Configuration;

namespace ComposeServer.Tests.Configuration;

public sealed class GlobTests
{
    [Theory]
    [InlineData("*", "", true)]
    [InlineData("*", "anything", true)]
    [InlineData("read_*", "read_file", true)]
    [InlineData("read_*", "write_file", false)]
    [InlineData("*_file", "read_file", true)]
    [InlineData("*_file", "read_files", false)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "ac", false)]
    [InlineData("a*b*c", "a-b-b-c", true)]
    [InlineData("a*b*c", "a-c-b", false)]
    [InlineData("exact", "exact", true)]
    [InlineData("exact", "Exact", false)]
    [InlineData("a.c", "abc", false)]
    public void A_star_is_any_text_and_a_question_mark_any_character(string pattern, string name, bool matches) =>
        Assert.Equal(matches, Glob.Matches(pattern, name));
}
