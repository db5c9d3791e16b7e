using ComposeServer.Cli;
using ComposeServer.Engine.Json;

namespace ComposeServer.Tests.Cli;

public sealed class TerminalFieldTests
{
    [Theory]
    [InlineData("""{"type":"string"}""", "two words", "\"two words\"")]
    [InlineData("""{"type":"string"}""", "", "\"\"")]
    [InlineData("""{"type":"string","default":"usual"}""", "", "\"usual\"")]
    [InlineData("""{"type":"integer"}""", "12345678901234567890", "12345678901234567890")]
    [InlineData("""{"type":"number"}""", "1.50", "1.50")]
    [InlineData("""{"type":"boolean"}""", "yes", "true")]
    [InlineData("""{"type":"boolean"}""", "n", "false")]
    [InlineData("""{"enum":["a","b"]}""", "b", "\"b\"")]
    [InlineData("""{"type":"array","items":{"type":"string","enum":["a","b"]}}""", "a, b", """["a","b"]""")]
    public void A_line_is_read_as_its_field_says(string schema, string typed, string value)
    {
        var field = new TerminalField("f", JsonText.Parse(schema), isRequired: true);
        Assert.Null(field.Fault(typed));
        Assert.Equal(value, field.Read(typed).ToJson());
    }

    [Theory]
    [InlineData("""{"type":"string","minLength":2}""", "x")]
    [InlineData("""{"type":"string","format":"email"}""", "nobody")]
    [InlineData("""{"type":"integer"}""", "1.5")]
    [InlineData("""{"type":"integer"}""", "many")]
    [InlineData("""{"type":"integer"}""", "")]
    [InlineData("""{"type":"boolean"}""", "perhaps")]
    [InlineData("""{"type":"string","enum":["a","b"]}""", "c")]
    [InlineData("""{"type":"array","minItems":2,"items":{"type":"string","enum":["a","b"]}}""", "a")]
    public void A_line_that_does_not_fit_is_said_to_be_wrong(string schema, string typed) =>
        Assert.NotNull(new TerminalField("f", JsonText.Parse(schema), isRequired: true).Fault(typed));

    [Theory]
    [InlineData("""{"type":"integer"}""")]
    [InlineData("""{"type":"string","minLength":2}""")]
    public void A_field_that_need_not_be_there_may_be_left_empty(string schema)
    {
        var field = new TerminalField("f", JsonText.Parse(schema), isRequired: false);
        Assert.Null(field.Fault(""));
        Assert.True(field.Read("").IsNothing);
    }
}
