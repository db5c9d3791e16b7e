using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Execution;

/// <summary>What the caller of a composed tool gets (section 10 of the contract).</summary>
internal static class RunAnswer
{
    /// <param name="result">How the run ended.</param>
    /// <param name="declaresOutput">Whether the tool is listed with an <c>outputSchema</c>, so that clients insist on structured content.</param>
    internal static ToolResult Of(RunResult result, bool declaresOutput)
    {
        var trace = RunTrace.Of(result);
        if (result.Failure is { } failure)
            return ToolResult.FailedRun(failure.Failure with { Message = RunReport.Of(result.Run, failure) }, trace);
        return result.HandedOn is { } handed ? HandOn(result.Output, handed, declaresOutput, trace) : Give(result.Output, trace);
    }

    private static ToolResult Give(Value output, Value trace) =>
        ToolResult.OfRun(output, ToolResult.TextBlocks(output.ToPlainText()), Wrap(output), Meta(Value.Nothing, trace), trace);

    private static ToolResult HandOn(Value output, ToolResult handed, bool declaresOutput, Value trace)
    {
        var structured = handed.Structured.IsNothing && !declaresOutput ? Value.Nothing : Wrap(handed.Structured.IsNothing ? output : handed.Structured);
        return ToolResult.OfRun(output, handed.Content, structured, Meta(handed.Meta, trace), trace);
    }

    /// <summary>MCP's structured content is an object: anything else is wrapped.</summary>
    private static Value Wrap(Value output) => output.Kind == ValueKind.Object ? output : Value.Of([new Member("result", output)]);

    private static Value Meta(Value own, Value trace) =>
        (own.IsNothing ? Value.EmptyObject : own.Keeping(static name => name != RunTrace.MetaKey)).Append(new Member(RunTrace.MetaKey, trace));
}
