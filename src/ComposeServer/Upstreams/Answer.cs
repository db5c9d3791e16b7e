using System.Text.Json;

namespace ComposeServer.Upstreams;

/// <summary>What became of a request.</summary>
internal sealed record Answer
{
    internal enum Outcome
    {
        Result,
        Error,
        Unusable,
        Lost,
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

    internal static Answer Of(JsonElement result, bool sound) => new() { Kind = Outcome.Result, Result = result, Sound = sound };

    internal static Answer Error(int code, string message) => new() { Kind = Outcome.Error, Code = code, Message = message };

    internal static Answer Unusable(string message) => new() { Kind = Outcome.Unusable, Message = message };

    internal static Answer Lost(string message) => new() { Kind = Outcome.Lost, Message = message };
}
