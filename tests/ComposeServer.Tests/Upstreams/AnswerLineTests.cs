using System.Text;
using ComposeServer.Upstreams;

namespace ComposeServer.Tests.Upstreams;

public sealed class AnswerLineTests
{
    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":7,"result":{"a":1}}""")]
    [InlineData("""{"result":{"a":1},"jsonrpc":"2.0","id":"7"}""")]
    [InlineData("  {\"id\":7,\"result\":{\"a\":1}}\r")]
    public void An_answer_to_a_request_that_waits_is_taken(string line)
    {
        Assert.Equal(AnswerLine.Kind.Answer, Read(line, out var answer));
        Assert.Equal((Answer.Outcome.Result, true, """{"a":1}"""), (answer!.Kind, answer.Sound, answer.Result.GetRawText()));
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":8,"result":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"ping"}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":7,"progress":1}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"m"}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":7.5,"result":{}}""")]
    [InlineData("")]
    [InlineData(" \r")]
    public void Whatever_else_is_a_message_is_for_others(string line) => Assert.Equal(AnswerLine.Kind.Other, Read(line, out _));

    [Theory]
    [InlineData("Listening on port 80")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"result":{"a":""")]
    [InlineData("[1, 2]")]
    [InlineData("7")]
    [InlineData("\ufeff")]
    public void What_is_no_message_is_told_apart(string line) => Assert.Equal(AnswerLine.Kind.Nonsense, Read(line, out _));

    [Theory]
    [InlineData("""{"id":7,"error":{"code":-32602,"message":"wrong"}}""", -32602, "wrong")]
    [InlineData("""{"id":7,"error":{"code":"x","message":null}}""", 0, "")]
    [InlineData("""{"id":7,"error":{"code":1e99},"result":{}}""", 0, "")]
    public void An_error_is_taken_tolerantly(string line, int code, string message)
    {
        Assert.Equal(AnswerLine.Kind.Answer, Read(line, out var answer));
        Assert.Equal((Answer.Outcome.Error, code, message), (answer!.Kind, answer.Code, answer.Message));
    }

    [Fact]
    public void A_result_that_names_something_twice_or_nests_too_deep_is_unsound()
    {
        Read("""{"id":7,"result":{"a":1,"a":2}}""", out var twice);
        Read($$"""{"id":7,"result":{{string.Concat(Enumerable.Repeat("{\"a\":", 200))}}1{{new string('}', 200)}}}""", out var deep);
        Assert.Equal((Answer.Outcome.Result, false), (twice!.Kind, twice.Sound));
        Assert.Equal((Answer.Outcome.Result, false), (deep!.Kind, deep.Sound));
    }

    [Fact]
    public void An_answer_without_result_and_error_cannot_be_used()
    {
        Read("""{"id":7}""", out var answer);
        Assert.Equal(Answer.Outcome.Unusable, answer!.Kind);
    }

    private static AnswerLine.Kind Read(string line, out Answer? answer) => AnswerLine.Read(Encoding.UTF8.GetBytes(line), id => id == 7, out _, out answer);
}
