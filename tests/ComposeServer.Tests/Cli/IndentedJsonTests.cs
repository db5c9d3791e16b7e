using ComposeServer.Cli;
using ComposeServer.Engine.Json;

namespace ComposeServer.Tests.Cli;

public sealed class IndentedJsonTests
{
    [Fact]
    public void Every_item_and_member_has_a_line_of_its_own_also_numbers_that_were_worked_out()
    {
        var value = Value.Of([Value.Of(0), Value.Of(10), Value.Of([new Member("a", Value.Of(1.5m)), new Member("b", Value.Of("ä<"))]), JsonText.Parse("1e400")]);
        Assert.Equal(
            """
            [
              0,
              10,
              {
                "a": 1.5,
                "b": "ä<"
              },
              1e400
            ]
            """,
            IndentedJson.Of(value));
    }
}
