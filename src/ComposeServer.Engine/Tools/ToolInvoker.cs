namespace ComposeServer.Engine.Tools;

/// <summary>Calls a tool: every failure is a result, and only cancellation of <paramref name="call"/>'s token is thrown.</summary>
internal delegate ValueTask<ToolResult> ToolInvoker(ToolCall call, CancellationToken cancellationToken);
