using ComposeServer.Catalog;
using ComposeServer.Engine.Planning.Blueprints;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Server.OwnTools;

/// <summary>Runs composed tools for clients, by name.</summary>
internal sealed class ComposedRunner(LiveCatalog live, RunFigures figures, FaceSettings settings)
{
    internal RunFigures Figures => figures;

    /// <summary>Runs a composed tool; one that cannot run just now says what it lacks.</summary>
    internal async ValueTask<ToolResult> RunAsync(string name, ToolCall call, CancellationToken cancellationToken)
    {
        var catalog = live.Current;
        if (catalog.FindBlueprint(name) is not null)
            return ToolResult.Failed(FailureKind.Unavailable, $"{Blueprint.MessageOf(name)} Make a tool of it with {Blueprint.Use(name)}.");
        if (!catalog.Composed.TryGetValue(name, out var composed))
            return ToolResult.Failed(FailureKind.Unavailable, $"The composed tool \"{name}\" is gone.");
        var resolution = composed.Resolve(catalog);
        if (resolution.Tool is null && await WaitForServers(composed, cancellationToken))
            resolution = composed.Resolve(live.Current);
        return resolution.Tool is { } compiled ? await compiled.Tool.Invoke(call, cancellationToken) : Unavailable(name, resolution);
    }

    private async ValueTask<bool> WaitForServers(ComposedTool composed, CancellationToken cancellationToken)
    {
        var waited = false;
        foreach (var used in composed.Uses.Keys)
            waited |= await settings.WaitForServerOf(used, cancellationToken);
        return waited;
    }

    private static ToolResult Unavailable(string name, Resolution resolution)
    {
        var reasons = string.Concat(resolution.Errors.Select(e => $"\n- {e.Path}: {e.Message}"));
        return ToolResult.Failed(FailureKind.Unavailable, $"The composed tool \"{name}\" cannot run just now:{reasons}\nIt is back by itself when this has changed; list_composed_tools says how it stands.");
    }
}
