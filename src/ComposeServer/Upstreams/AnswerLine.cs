using System.Text.Json;
using ComposeServer.Engine.Json;

namespace ComposeServer.Upstreams;

/// <summary>Reads a line of an upstream far enough to know whether it answers one of our requests, and what the answer is.</summary>
internal static class AnswerLine
{
    // As deep as a message may be that has the result in it when it goes on to a client.
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = JsonText.MaxDepth, AllowDuplicateProperties = false };

    private static readonly JsonDocumentOptions Lenient = new() { MaxDepth = 4096 };

    internal enum Kind
    {
        /// <summary>It answers one of our requests.</summary>
        Answer,

        /// <summary>Some other message.</summary>
        Other,

        /// <summary>It is no message at all.</summary>
        Nonsense,
    }

    /// <param name="line">The line.</param>
    /// <param name="waits">Whether a request with this id waits for its answer.</param>
    /// <param name="id">The id of the request.</param>
    /// <param name="answer">The answer.</param>
    internal static Kind Read(ReadOnlySpan<byte> line, Predicate<long> waits, out long id, out Answer? answer)
    {
        (id, answer) = (0, null);
        if (!TryParse(line, out var message, out var isStrict) || message.ValueKind != JsonValueKind.Object)
            return line.Trim(" \r\t"u8).IsEmpty ? Kind.Other : Kind.Nonsense;
        if (!JsonText.TryGet(message, "id", out var said) || !MessageParts.TryId(said, out id) || JsonText.TryGet(message, "method", out _) || !waits(id))
            return Kind.Other;
        answer = AnswerIn(message, isStrict);
        return Kind.Answer;
    }

    private static Answer AnswerIn(JsonElement message, bool isStrict)
    {
        if (JsonText.TryGet(message, "error", out var error) && error.ValueKind == JsonValueKind.Object)
            return ErrorIn(error);
        if (!JsonText.TryGet(message, "result", out var result))
            return Answer.Unusable("it is no answer of JSON-RPC");
        return Answer.Of(result, isStrict);
    }

    private static Answer ErrorIn(JsonElement error)
    {
        var code = JsonText.TryGet(error, "code", out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var value) ? value : 0;
        return Answer.Failed(code, JsonText.TryGet(error, "message", out var text) && text.ValueKind == JsonValueKind.String ? JsonText.StringOf(text) : "");
    }

    private static bool TryParse(ReadOnlySpan<byte> line, out JsonElement message, out bool isStrict)
    {
        try
        {
            (message, isStrict) = (JsonElement.Parse(line, Strict), true);
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            isStrict = false;
            return TryParseLeniently(line, out message);
        }
    }

    private static bool TryParseLeniently(ReadOnlySpan<byte> line, out JsonElement message)
    {
        try
        {
            message = JsonElement.Parse(line, Lenient);
            return true;
        }
        catch (JsonException)
        {
            message = default;
            return false;
        }
    }
}
