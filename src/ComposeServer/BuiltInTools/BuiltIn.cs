using System.Text.Json;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.BuiltInTools;

/// <summary>What all built-in tools share: their names, their schemas out of the source, and failures that become results.</summary>
internal static class BuiltIn
{
    internal static readonly ToolAnnotations ReadsLocally = new() { ReadOnly = true, Destructive = false, Idempotent = true, OpenWorld = false };

    internal static readonly ToolAnnotations ReadsTheWorld = ReadsLocally with { OpenWorld = true };

    internal static JsonElement Schema(string json) => JsonElement.Parse(json);

    /// <summary>An invoker that turns what <paramref name="run"/> throws into a failed result, but for the cancellation of the call's own token.</summary>
    internal static ToolInvoker Guarded(Func<ToolArguments, CancellationToken, ValueTask<ToolResult>> run) => async (call, cancellationToken) =>
    {
        try
        {
            return await run(new ToolArguments(call.Arguments), cancellationToken);
        }
        catch (BuiltInFailureException e)
        {
            return ToolResult.Failed(e.Kind, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ToolResult.Failed(FailureKind.ToolError, e is UnauthorizedAccessException
                ? "There are no rights to read this."
                : "The system could not read this; it may have changed meanwhile. Try again.");
        }
    };

    /// <summary>The same for work that holds its thread, which is done on one of the pool's.</summary>
    internal static ToolInvoker GuardedOnPool(Func<ToolArguments, CancellationToken, ToolResult> run) =>
        Guarded(async (arguments, cancellationToken) => await Task.Run(() => run(arguments, cancellationToken), cancellationToken));

    internal static Value Object(params Member[] members) => Value.Of(members);
}
