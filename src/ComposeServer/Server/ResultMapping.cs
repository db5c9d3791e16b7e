using System.Text.Json;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Server;

/// <summary>Turns the result of a tool into an MCP <c>CallToolResult</c>.</summary>
internal static class ResultMapping
{
    /// <param name="result">What the call gave.</param>
    /// <param name="isModern">Whether the answer goes to the era in which results say their type.</param>
    internal static Value Of(ToolResult result, bool isModern) =>
        result.Raw.ValueKind == JsonValueKind.Object ? Typed(Value.Of(result.Raw), isModern) : Build(result, isModern);

    /// <summary>An object as structured content and as the same JSON in a text block.</summary>
    internal static Value OfObject(Value body, bool isError, bool isModern)
    {
        var members = new List<Member>(4)
        {
            new("content", ToolResult.TextBlocks(body.ToJson())),
            new("structuredContent", body),
        };
        if (isError)
            members.Add(new Member("isError", Value.True));
        if (isModern)
            members.Add(new Member("resultType", Value.Of("complete")));
        return Value.Of([.. members]);
    }

    private static Value Build(ToolResult result, bool isModern)
    {
        var members = new List<Member>(5) { new("content", result.Content.IsNothing ? Value.EmptyList : result.Content) };
        // Clients hold structured content against the output schema, which no failure satisfies.
        if (!result.Structured.IsNothing && result.Failure is null)
            members.Add(new Member("structuredContent", result.Structured));
        if (result.Failure is not null)
            members.Add(new Member("isError", Value.True));
        if (MetaOf(result) is { IsNothing: false } meta)
            members.Add(new Member("_meta", meta));
        if (isModern)
            members.Add(new Member("resultType", Value.Of("complete")));
        return Value.Of([.. members]);
    }

    private static Value MetaOf(ToolResult result) =>
        result.Meta.IsNothing && !result.Run.IsNothing ? Value.Of([new Member(Engine.Execution.RunTrace.MetaKey, result.Run)]) : result.Meta;

    // An upstream may speak the other era than the client does: the type of a result is said in one of them only.
    private static Value Typed(Value raw, bool isModern)
    {
        var hasType = !raw.Get("resultType").IsNothing;
        if (hasType == isModern)
            return raw;
        return isModern ? raw.Append(new Member("resultType", Value.Of("complete"))) : raw.Keeping(static name => name != "resultType");
    }
}
