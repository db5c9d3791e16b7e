using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Planning.Rules;
using ComposeServer.Engine.Schemas;
using ComposeServer.Engine.Templates;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Planning;

/// <summary>Binds the templates and expressions of a step's parts.</summary>
internal sealed class ControlPlanner(CallPlanner calls, ProblemList problems)
{
    private readonly List<BoundReference> _references = [];

    /// <summary>Whether every template so far could be bound.</summary>
    internal bool IsWhole { get; private set; } = true;

    /// <summary>Every reference so far, those too that a fault beside them keeps out of the plan.</summary>
    internal IReadOnlyList<BoundReference> References => _references;

    internal Template? Template(JsonElement written, JsonPointer path, StepScope scope) =>
        written.ValueKind == JsonValueKind.Undefined ? null : Note(Templates.Template.Read(written, path, scope, problems));

    /// <summary>A template that gives a text, in which nothing cannot stand.</summary>
    internal Template? Message(JsonElement written, JsonPointer path, StepScope scope)
    {
        var message = Template(written, path, scope);
        if (message?.Root is ExpressionNode { Nothing: NothingSource.Reference } node)
            problems.Error(path, "nothing_in_text", $"{node.Expression.Text} may give nothing, and a message is a text.", $"{{{{ default({node.Expression.Text.TrimEnd('?')}, '') }}}}");
        return message;
    }

    internal Condition? Condition(JsonElement written, JsonPointer path, StepScope scope) =>
        written.ValueKind == JsonValueKind.Undefined ? null : Note(Templates.Condition.Read(written, path, scope, problems));

    /// <summary>An expression that gives a list, or a list written out.</summary>
    internal Template List(JsonElement written, JsonPointer path, StepScope scope)
    {
        if (written.ValueKind is not (JsonValueKind.String or JsonValueKind.Array))
        {
            problems.Error(path, "wrong_type", "This is an expression that gives a list, or a list written out.", "\"$step1.items\"");
            return Note(Templates.Template.Unread(path));
        }

        var list = Note(written.ValueKind == JsonValueKind.Array ? Templates.Template.Read(written, path, scope, problems) : ExpressionText.Read(written, path, scope, problems));
        if (!list.Root.Type.Excludes(JsonType.List))
            return list;
        problems.Error(path, "wrong_type", $"This must give a list, and gives {list.Root.Type}.", "$step1.items, or [\"$step1\"] for a list of one");
        return Note(Templates.Template.Unread(path));
    }

    internal PlanForEach? ForEach(StepDefinition step, StepScope scope) => step.ForEach is { } forEach
        ? new PlanForEach(List(forEach.List, step.Path.At("forEach"), scope), forEach.MaxParallel, forEach.MaxItems, forEach.Tolerance)
        : null;

    internal PlanUntil? Until(UntilDefinition? until, StepScope scope) =>
        until is not null && Condition(until.Condition, until.Path.At("condition"), scope) is { } condition
            ? new PlanUntil(condition, until.Every, until.Timeout)
            : null;

    internal PlanPaginate? Paginate(PaginateDefinition? paginate, StepScope scope)
    {
        if (paginate is null)
            return null;
        var condition = Condition(paginate.While, paginate.Path.At("while"), scope);
        var next = Template(paginate.Next, paginate.Path.At("next"), scope);
        var items = paginate.Items.ValueKind == JsonValueKind.Undefined ? null : List(paginate.Items, paginate.Path.At("items"), scope);
        if (next is not null && next.Root.Type.Excludes(JsonType.Object))
            problems.Error(paginate.Path.At("next"), "wrong_type", "\"next\" must be an object: the arguments that the next page changes.", "{\"cursor\": \"$this.nextCursor\"}");
        // A condition with a fault in it never runs; that there are pages is known all the same.
        return next is null || items is null ? null : new PlanPaginate(condition ?? new Condition(null, Literal: false), next, items, paginate.MaxPages);
    }

    internal PlanRetry? Retry(RetryDefinition? retry, StepScope scope) =>
        retry is null ? null : new PlanRetry(retry, Condition(retry.If, retry.Path.At("if"), scope));

    internal PlanOnError OnError(OnErrorDefinition onError, StepScope scope) =>
        new(onError.Action, Template(onError.Value, onError.Path.At("value"), scope), Call(onError.Fallback, scope));

    internal PlanCall? Call(CallDefinition? call, StepScope scope)
    {
        if (call is null)
            return null;
        var template = Template(call.Params, call.Path.At("params"), scope);
        return call.Tool is { } name && calls.Find(name, call.Path.At("tool")) is { } tool
            ? calls.Check(tool, template, call.Path.At("params"))
            : null;
    }

    internal PlanElicit? Elicit(StepDefinition step, StepScope scope)
    {
        if (step.Elicit is not { } elicit)
            return null;
        var message = Message(elicit.Message, elicit.Path.At("message"), scope);
        var schema = QuestionSchema.Read(elicit.Schema, elicit.Path.At("schema"), problems);
        if (message is null || schema is not { } asked)
            return null;
        SecretQuestionRule.CheckMessage(message, asked, problems);
        return new PlanElicit(message, asked, CompiledSchema.Compile(asked, new SchemaOptions(AssertFormats: true), out _)!, elicit.OnDecline);
    }

    private Template Note(Template bound)
    {
        Note(bound.IsWhole, bound.References);
        return bound;
    }

    private Condition? Note(Condition? bound)
    {
        Note(bound is not null, bound?.References ?? []);
        return bound;
    }

    private void Note(bool isWhole, ImmutableArray<BoundReference> references)
    {
        IsWhole &= isWhole;
        _references.AddRange(references);
    }
}
