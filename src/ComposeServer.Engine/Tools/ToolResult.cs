using System.Text.Json;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Tools;

/// <summary>What a call gave: one value, and the parts of the MCP result that it came in.</summary>
internal sealed class ToolResult
{
    private Value? _value;

    private ToolResult()
    {
    }

    /// <summary>Why the call failed; null when it did not.</summary>
    internal ToolFailure? Failure { get; private init; }

    /// <summary>The content blocks as they came, a list; Nothing when the call gave none to look at.</summary>
    internal Value Content { get; private init; }

    /// <summary>The structured content as it came; Nothing when there was none.</summary>
    internal Value Structured { get; private init; }

    /// <summary>The <c>_meta</c> as it came; Nothing when there was none.</summary>
    internal Value Meta { get; private init; }

    /// <summary>The whole MCP result as it came, vendor fields too; undefined for tools of this process.</summary>
    internal JsonElement Raw { get; private init; }

    /// <summary>For a composed tool: the trace of its run; Nothing for others.</summary>
    internal Value Run { get; private init; }

    /// <summary>The result as one value (section 3 of the contract); Nothing when the call failed.</summary>
    internal Value Value => _value ??= Failure is null ? ResultValue.Of(Structured, Content) : Value.Nothing;

    /// <summary>Reads an MCP <c>CallToolResult</c>, tolerantly: a missing content list is an empty one.</summary>
    internal static ToolResult FromMcp(JsonElement result)
    {
        var whole = Value.Of(result);
        var content = whole.Get("content") is { Kind: ValueKind.List } blocks ? blocks : Value.EmptyList;
        return new ToolResult
        {
            Raw = result,
            Content = content,
            Structured = whole.Get("structuredContent"),
            Meta = whole.Get("_meta"),
            Failure = whole.Get("isError").IsTrue ? new ToolFailure(FailureKind.ToolError, ResultValue.ErrorText(content)) : null,
        };
    }

    /// <summary>The result of a tool of this process: a value, and the same as JSON in a text block.</summary>
    internal static ToolResult Of(Value structured) =>
        new() { Structured = structured, _value = structured, Content = TextBlocks(structured.IsText ? structured.Text() : structured.ToJson()) };

    /// <summary>The result of a tool of this process that gives one text and nothing structured.</summary>
    internal static ToolResult OfText(string text) => new() { Content = TextBlocks(text) };

    /// <summary>The result of a composed tool: its output, and the parts that its caller sees.</summary>
    internal static ToolResult OfRun(Value output, Value content, Value structured, Value meta, Value run) =>
        new() { _value = output, Content = content, Structured = structured, Meta = meta, Run = run };

    internal static ToolResult Failed(ToolFailure failure) => new() { Failure = failure, Content = TextBlocks(failure.Message) };

    /// <summary>A composed tool's run that failed.</summary>
    internal static ToolResult FailedRun(ToolFailure failure, Value run) => new() { Failure = failure, Content = TextBlocks(failure.Message), Run = run };

    internal static ToolResult Failed(FailureKind kind, string message, int? code = null) => Failed(new ToolFailure(kind, message, code));

    /// <summary>A content list that holds one text block.</summary>
    internal static Value TextBlocks(string text) =>
        Value.Of([Value.Of([new Member("type", Value.Of("text")), new Member("text", Value.Of(text))])]);
}
