using System.Text.Json;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Embedding;

/// <summary>A tool that steps can call, given as a delegate.</summary>
public sealed class EmbeddedTool
{
    private readonly Func<JsonElement, CancellationToken, ValueTask<JsonElement>> _call;
    private readonly Lazy<Tool> _tool;

    /// <param name="name">The name by which steps call it.</param>
    /// <param name="description">What it does.</param>
    /// <param name="inputSchema">The JSON Schema of its arguments, as JSON.</param>
    /// <param name="call">Calls it with an object; what it throws is a failure of the call, with the exception's message.</param>
    /// <exception cref="ArgumentException">The schema is no JSON.</exception>
    public EmbeddedTool(string name, string description, string inputSchema, Func<JsonElement, CancellationToken, ValueTask<JsonElement>> call)
        : this(name, description, SchemaOf(inputSchema), call)
    {
    }

    internal EmbeddedTool(Tool tool)
        : this(tool.Name, tool.Description, tool.InputSchema, static (_, _) => ValueTask.FromResult(default(JsonElement))) => _tool = new(tool);

    private EmbeddedTool(string name, string description, JsonElement inputSchema, Func<JsonElement, CancellationToken, ValueTask<JsonElement>> call)
    {
        (Name, Description, InputSchema, _call) = (name, description, inputSchema, call);
        _tool = new(Make);
    }

    /// <summary>The name by which steps call it.</summary>
    public string Name { get; }

    /// <summary>What it does.</summary>
    public string Description { get; }

    /// <summary>The JSON Schema of its arguments.</summary>
    public JsonElement InputSchema { get; }

    /// <summary>The JSON Schema of what it gives, as JSON; null when that is not known.</summary>
    public string? OutputSchema { get; init; }

    /// <summary>Whether it changes nothing; null when it does not say.</summary>
    public bool? IsReadOnly { get; init; }

    /// <summary>Whether it may destroy something; null when it does not say.</summary>
    public bool? IsDestructive { get; init; }

    /// <summary>Whether the same call twice does no more than once; null when it does not say.</summary>
    public bool? IsIdempotent { get; init; }

    internal Tool Tool => _tool.Value;

    private Tool Make() => new()
    {
        Name = Name,
        BareName = Name,
        Server = "embedded",
        Description = Description,
        InputSchema = InputSchema,
        OutputSchema = OutputSchema is null ? default : SchemaOf(OutputSchema),
        Annotations = new ToolAnnotations { ReadOnly = IsReadOnly, Destructive = IsDestructive, Idempotent = IsIdempotent },
        Invoke = InvokeAsync,
    };

    private async ValueTask<ToolResult> InvokeAsync(ToolCall call, CancellationToken cancellationToken)
    {
        try
        {
            var result = await _call(call.Arguments.ToElement(), cancellationToken);
            return ToolResult.Of(result.ValueKind == JsonValueKind.Undefined ? Value.Null : Value.Of(result.Clone()));
        }
        catch (Exception failure) when (!(failure is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            return ToolResult.Failed(FailureKind.ToolError, failure.Message);
        }
    }

    private static JsonElement SchemaOf(string json) =>
        JsonText.TryParse(json, out var schema) ? schema : throw new ArgumentException("A tool's schema must be JSON.", nameof(json));
}
