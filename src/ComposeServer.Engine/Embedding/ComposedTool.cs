using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.Engine.Compilation;
using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Embedding;

/// <summary>A composed tool, ready to run; safe from any thread.</summary>
public sealed class ComposedTool
{
    private readonly CompiledTool _compiled;

    internal ComposedTool(CompiledTool compiled)
    {
        _compiled = compiled;
        Warnings = [.. compiled.Plan.Warnings.Select(DefinitionProblem.Of)];
    }

    /// <summary>The name by which it is called.</summary>
    public string Name => _compiled.Tool.Name;

    /// <summary>What it does.</summary>
    public string Description => _compiled.Tool.Description;

    /// <summary>The JSON Schema of its arguments.</summary>
    public JsonElement InputSchema => _compiled.Tool.InputSchema;

    /// <summary>The JSON Schema of what it gives; undefined when that is not known.</summary>
    public JsonElement OutputSchema => _compiled.Tool.OutputSchema;

    /// <summary>What could be taken in its definition, and may still be a mistake.</summary>
    public ImmutableArray<DefinitionProblem> Warnings { get; }

    /// <summary>Itself as something that the steps of other tools can call.</summary>
    public EmbeddedTool AsTool() => new(_compiled.Tool);

    /// <summary>Runs it. A failure is part of the answer, and not thrown.</summary>
    /// <param name="arguments">The arguments, an object.</param>
    /// <param name="cancellationToken">Ends the run; what it did is undone as its definition says.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public async ValueTask<ComposedRun> RunAsync(JsonElement arguments, CancellationToken cancellationToken = default)
    {
        var given = arguments.ValueKind == JsonValueKind.Undefined ? Value.EmptyObject : Value.Of(arguments);
        var result = await _compiled.RunAsync(given, CallContext.Alone, observer: null, cancellationToken);
        if (result.IsCancelled)
            cancellationToken.ThrowIfCancellationRequested();
        return new ComposedRun(result);
    }
}
