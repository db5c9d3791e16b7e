using System.Text.Json;
using ComposeServer.Engine.Compilation;
using ComposeServer.Engine.Execution;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Tests.Cases;

/// <summary>
/// A case's run: with its <c>input</c>, under a clock that moves only when all is waited for; perhaps several <c>times</c> one after another or
/// <c>together</c> (the last answer is looked at), with a person who gives <c>answers</c> (without: nobody can be asked), given up by its caller after <c>cancelAfter</c> seconds.
/// </summary>
internal sealed record CaseRun(ToolResult Answer, TimeSpan Took, ScriptedPerson Person)
{
    internal static CaseRun Of(JsonElement test, CompiledTool tool, FakeTime time)
    {
        var person = new ScriptedPerson(test.TryGetProperty("answers", out var answers) ? answers : default, time);
        var caller = new CallContext { Ask = answers.ValueKind == JsonValueKind.Undefined ? null : person.Answer };
        var input = Value.Of(test.TryGetProperty("input", out var given) ? given : Value.EmptyObject.ToElement());
        var began = time.GetUtcNow();
        var answer = new Turns(time).Run(() => RunAsync(test, tool, input, caller, time));
        return new CaseRun(answer, time.GetUtcNow() - began, person);
    }

    internal void Hold(JsonElement expected, CallLog log)
    {
        RunExpectations.Hold(expected, Answer, log);
        if (expected.TryGetProperty("took", out var seconds))
            Assert.Equal(seconds.GetDouble(), Took.TotalSeconds, 3);
        if (expected.TryGetProperty("asked", out var asked))
            Assert.Equal(asked.EnumerateArray().Select(message => message.GetString()), Person.Asked);
    }

    private static async Task<ToolResult> RunAsync(JsonElement test, CompiledTool tool, Value input, CallContext caller, FakeTime time)
    {
        var together = Count(test, "together");
        ToolResult[] answers = [];
        for (var round = 0; round < Count(test, "times"); round++)
            answers = await Task.WhenAll(Enumerable.Range(0, together).Select(_ => OneAsync(test, tool, input, caller, time)));
        return answers[^1];
    }

    private static async Task<ToolResult> OneAsync(JsonElement test, CompiledTool tool, Value input, CallContext caller, FakeTime time)
    {
        if (!test.TryGetProperty("cancelAfter", out var seconds))
            return await tool.Tool.Invoke(new ToolCall(input, caller), CancellationToken.None);
        using var givenUp = new CancellationTokenSource(TimeSpan.FromSeconds(seconds.GetDouble()), time);
        return RunAnswer.Of(await tool.RunAsync(input, caller, null, givenUp.Token), declaresOutput: false);
    }

    private static int Count(JsonElement test, string name) => test.TryGetProperty(name, out var count) ? count.GetInt32() : 1;
}
