using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Tests;

public sealed class ValueTests
{
    [Theory]
    [InlineData("1", "1.0", true)]
    [InlineData("1e400", "10e399", true)]
    [InlineData("-0", "0", true)]
    [InlineData("12345678901234567890", "12345678901234567891", false)]
    [InlineData("""{"a":1,"b":[]}""", """{"b":[],"a":1.0}""", true)]
    [InlineData("""{"a":1}""", """{"a":1,"b":null}""", false)]
    public void Values_are_equal_by_value(string left, string right, bool equal) =>
        Assert.Equal(equal, ValueEquality.Equal(JsonText.Parse(left), JsonText.Parse(right)));

    [Theory]
    [InlineData("1e400")]
    [InlineData("1.0")]
    [InlineData("\"😀 <&> \\\"\\n\"")]
    [InlineData("""{"":[null,true,{"ü":-0}]}""")]
    public void Writing_keeps_what_was_read(string json) => Assert.Equal(json, JsonText.Parse(json).ToJson());

    [Fact]
    public void A_lone_surrogate_reads_and_writes_as_the_replacement_character()
    {
        var value = JsonText.Parse("""{"a\ud800":["\udc00x"]}""");
        Assert.Equal("{\"a\ufffd\":[\"\ufffdx\"]}", value.ToJson());
        Assert.Equal("\ufffdx", value.Get("a\ufffd")[0].Text());
    }

    [Theory]
    [InlineData("42.50", "42.5")]
    [InlineData("1e3", "1000")]
    [InlineData("-0.0010", "-0.001")]
    [InlineData("0e10", "0")]
    public void A_computed_number_has_no_exponent_and_no_trailing_zeros(string spelling, string written) =>
        Assert.Equal(written, ExactNumber.Parse(spelling).ToString());

    [Theory]
    [InlineData("2", "10", -1)]
    [InlineData("1e1000000000000", "1e999999999999", 1)]
    [InlineData("-1e5", "-1e4", -1)]
    [InlineData("0.1", "0.10", 0)]
    public void Numbers_compare_by_exact_value(string left, string right, int order) =>
        Assert.Equal(order, Math.Sign(ExactNumber.Parse(left).CompareTo(ExactNumber.Parse(right))));
}
