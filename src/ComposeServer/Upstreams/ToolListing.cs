using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.Engine.Json;
using ModelContextProtocol.Protocol;

namespace ComposeServer.Upstreams;

/// <summary>What an upstream answered to <c>tools/list</c>: the tools, page by page, or why there are none.</summary>
internal sealed record ToolListing(ImmutableArray<JsonElement> Tools, string? Failure)
{
    internal const int MostPages = 1_000;

    internal const int MostTools = 10_000;

    private const int MethodNotFound = -32601;

    /// <summary>What was left out, for the log.</summary>
    internal string? Omission { get; private init; }

    internal static async Task<ToolListing> Of(Session session, TimeSpan patience, CancellationToken cancellationToken)
    {
        var tools = ImmutableArray.CreateBuilder<JsonElement>();
        var seen = new HashSet<string>();
        string? omission = null;
        string? cursor = null;
        do
        {
            var answer = await session.Request(RequestMethods.ToolsList, Page(cursor), patience, null, null, cancellationToken);
            if (answer is { Kind: Answer.Outcome.Error, Code: MethodNotFound })
                return new ToolListing([], null);
            if (FailureOf(answer) is { } failure)
                return new ToolListing([], failure);
            omission = Add(tools, answer) ?? omission;
            cursor = NextCursor(answer.Result);
            if (cursor is not null && (!seen.Add(cursor) || seen.Count >= MostPages || tools.Count >= MostTools))
                (cursor, omission) = (null, "its list of tools does not come to an end; what it had listed so far is used");
        }
        while (cursor is not null);
        return new ToolListing(tools.ToImmutable(), null) { Omission = omission };
    }

    private static Member[] Page(string? cursor) => cursor is null ? [] : [new Member("cursor", Value.Of(cursor))];

    private static string? FailureOf(Answer answer) => answer.Kind switch
    {
        Answer.Outcome.Result when ListIn(answer) is null => "its answer to \"tools/list\" holds no list of tools",
        Answer.Outcome.Result => null,
        Answer.Outcome.Error => $"it refused to list its tools: {answer.Message} ({answer.Code})",
        Answer.Outcome.Unusable => $"its list of tools cannot be used: {answer.Message}",
        Answer.Outcome.TimedOut => "it did not list its tools in time",
        _ => answer.Message,
    };

    private static JsonElement? ListIn(Answer answer) =>
        answer.Result.ValueKind == JsonValueKind.Object && JsonText.TryGet(answer.Result, "tools", out var tools) && tools.ValueKind == JsonValueKind.Array
            ? tools
            : null;

    private static string? Add(ImmutableArray<JsonElement>.Builder tools, Answer answer)
    {
        string? omission = null;
        foreach (var tool in ListIn(answer)!.Value.EnumerateArray())
            if (tools.Count == MostTools)
                return $"it lists more than {MostTools} tools; the others are left out";
            else if (answer.Sound || JsonText.TryParse(tool.GetRawText(), out _))
                tools.Add(tool);
            else
                omission = "one of its tools nests deeper than 64 or names something twice, and is left out";
        return omission;
    }

    private static string? NextCursor(JsonElement result) =>
        JsonText.TryGet(result, "nextCursor", out var cursor) && cursor.ValueKind == JsonValueKind.String && JsonText.StringOf(cursor) is { Length: > 0 } text
            ? text
            : null;
}
