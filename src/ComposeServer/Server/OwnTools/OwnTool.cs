using ComposeServer.Engine.Compilation;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Schemas;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Server.OwnTools;

/// <summary>One of the few tools that the server itself offers: its description, and what it does with arguments that fit.</summary>
internal abstract class OwnTool
{
    // Compiled at the first call: a start need not wait for it.
    private readonly Lazy<CompiledSchema> _schema;

    private protected OwnTool(string name, string title, string description, string inputSchema, ToolAnnotations annotations)
    {
        Name = name;
        var schema = JsonText.Parse(inputSchema);
        _schema = new Lazy<CompiledSchema>(() => CompiledSchema.Compile(schema.ToElement(), new SchemaOptions(AssertFormats: true), out _)!);
        Description = Value.Of(
        [
            new Member("name", Value.Of(name)),
            new Member("title", Value.Of(title)),
            new Member("description", Value.Of(description)),
            new Member("inputSchema", schema),
            new Member("annotations", Catalog.ToolDescription.Annotations(annotations with { Title = title })),
        ]);
    }

    internal string Name { get; }

    /// <summary>As <c>tools/list</c> shows it.</summary>
    internal Value Description { get; }

    /// <summary>Whether the tool itself says what is wrong with its arguments, in an answer of its own form.</summary>
    internal virtual bool AnswersFaults => false;

    /// <summary>The MCP result of a call.</summary>
    internal ValueTask<Value> Answer(ToolCall call, bool isModern, CancellationToken cancellationToken)
    {
        var faults = AnswersFaults ? [] : _schema.Value.Validate(call.Arguments);
        return faults.IsEmpty
            ? DoAsync(call, isModern, cancellationToken)
            : ValueTask.FromResult(ResultMapping.Of(ToolResult.Failed(FailureKind.InvalidArguments, ArgumentFaults.Describe(faults, $"The arguments do not fit {Name}")), isModern));
    }

    private protected abstract ValueTask<Value> DoAsync(ToolCall call, bool isModern, CancellationToken cancellationToken);

    private protected static string? Text(Value arguments, string name) => arguments.Get(name) is { IsText: true } text ? text.Text() : null;

    private protected static int Number(Value arguments, string name, int otherwise) =>
        arguments.Get(name) is { Kind: ValueKind.Number } number && number.Number().TryInt32(out var value) ? value : otherwise;
}
