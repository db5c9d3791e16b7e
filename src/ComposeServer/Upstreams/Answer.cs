using System.Text.Json;
using ComposeServer.Engine.Json;
using ModelContextProtocol;

namespace ComposeServer.Upstreams;

/// <summary>What became of a request.</summary>
internal sealed record Answer
{
    private const string SdkPrefix = "Request failed (remote): ";

    internal enum Outcome
    {
        Result,
        Error,
        Unusable,
        Unsendable,
        Question,
        Lost,
        Dropped,
        TimedOut,
        Cancelled,
    }

    internal required Outcome Kind { get; init; }

    /// <summary>The result as it came; undefined unless there is one.</summary>
    internal JsonElement Result { get; init; }

    /// <summary>Whether the result nests within bounds and names nothing twice.</summary>
    internal bool Sound { get; init; } = true;

    /// <summary>The code of a JSON-RPC error.</summary>
    internal int Code { get; init; }

    /// <summary>The upstream's own message, or ours.</summary>
    internal string Message { get; init; } = "";

    internal static Answer TimedOut { get; } = new() { Kind = Outcome.TimedOut, Message = "it did not answer in time" };

    internal static Answer Cancelled { get; } = new() { Kind = Outcome.Cancelled };

    internal static Answer Unsendable { get; } = new() { Kind = Outcome.Unsendable };

    internal static Answer Question { get; } = new() { Kind = Outcome.Question };

    /// <summary>Whether the result asks whoever called something, instead of being one.</summary>
    internal bool AsksBack =>
        Result.ValueKind == JsonValueKind.Object
        && JsonText.TryGet(Result, "resultType", out var type) && type.ValueKind == JsonValueKind.String && JsonText.StringOf(type) == "input_required"
        && JsonText.TryGet(Result, "inputRequests", out var asked) && asked.ValueKind == JsonValueKind.Object && asked.GetPropertyCount() > 0;

    internal static Answer Of(JsonElement result, bool sound) => new() { Kind = Outcome.Result, Result = result, Sound = sound };

    /// <summary>The upstream's error.</summary>
    internal static Answer Failed(int code, string message) => new() { Kind = Outcome.Error, Code = code, Message = message };

    /// <summary>The upstream's error, without what the SDK puts before its message.</summary>
    internal static Answer Of(McpProtocolException error) =>
        Failed((int)error.ErrorCode, error.Message.StartsWith(SdkPrefix, StringComparison.Ordinal) ? error.Message[SdkPrefix.Length..] : error.Message);

    internal static Answer Unusable(string message) => new() { Kind = Outcome.Unusable, Message = message };

    /// <summary>There will be no answer, though the connection stands.</summary>
    internal static Answer Dropped(string message) => new() { Kind = Outcome.Dropped, Message = message };

    /// <summary>There will be no answer, because the connection is gone.</summary>
    internal static Answer Lost(string message) => new() { Kind = Outcome.Lost, Message = message };
}
