using System.Text.Json;

namespace ComposeServer.EndToEnd.Harness;

/// <summary>The answer to a request, and its position among all messages that came.</summary>
internal readonly record struct Answer(JsonElement Message, int Position)
{
    internal JsonElement Result => Message.TryGetProperty("result", out var result) ? result : throw new InvalidOperationException($"This is no result: {Message}");

    internal JsonElement Error => Message.TryGetProperty("error", out var error) ? error : throw new InvalidOperationException($"This is no error: {Message}");

    internal bool IsError => Result.TryGetProperty("isError", out var isError) && isError.GetBoolean();

    internal JsonElement Content => Result.GetProperty("content");

    /// <summary>The text of the first text block.</summary>
    internal string Text => Content.EnumerateArray().First(block => block.GetProperty("type").ValueEquals("text")).GetProperty("text").GetString()!;

    internal bool HasStructured => Result.TryGetProperty("structuredContent", out _);

    internal JsonElement Structured => Result.GetProperty("structuredContent");

    /// <summary>What became of the run, step by step.</summary>
    internal JsonElement Run => Result.GetProperty("_meta").GetProperty("composer/run");

    /// <summary>The statuses of the steps in the trace, as written.</summary>
    internal string[] Statuses => [.. Run.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("status").GetString()!)];

    /// <summary>This answer, which must not be a failure.</summary>
    internal Answer Good()
    {
        Assert.False(IsError, Message.ToString());
        return this;
    }

    /// <summary>This answer, which must be a failure of a tool.</summary>
    internal Answer Bad()
    {
        Assert.True(IsError, Message.ToString());
        return this;
    }
}
