namespace ComposeServer.Server;

/// <summary>What the MCP face takes from the configuration, and what it waits for. It may change while the server runs.</summary>
internal sealed class FaceSettings
{
    /// <summary>Whether composed tools stand in the list.</summary>
    internal bool ListComposed { get; set; } = true;

    /// <summary>Ends once every upstream has answered, is remembered or has failed, or the start-up wait is over.</summary>
    internal Func<CancellationToken, ValueTask> FirstAnswers { get; set; } = static _ => ValueTask.CompletedTask;

    /// <summary>Waits for the first answer of the server that a tool's name begins with; false when there is nothing to wait for.</summary>
    internal Func<string, CancellationToken, ValueTask<bool>> WaitForServerOf { get; set; } = static (_, _) => ValueTask.FromResult(false);
}
