using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Planning.Rules;
using ComposeServer.Engine.Templates;
using ComposeServer.Engine.Tools;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Planning;

/// <summary>Plans one step after another: finds its tool, binds its templates, and says what is known of its value.</summary>
internal sealed class StepPlanner(ToolSource tools, ImmutableHashSet<string> pinned, PlanInput input, StepTable table, ProblemList problems)
{
    /// <summary>Whether every template so far could be bound.</summary>
    internal bool IsWhole { get; private set; } = true;

    internal void Plan(StepDefinition step)
    {
        var index = step.Number - 1;
        var before = new StepScope(input, table, ScopePlace.Step, index);
        var tool = step.Kind == StepKind.Tool && step.Tool is not null ? Find(step) : null;
        var facts = tool is null ? null : ToolFacts.Of(tool);
        var answerType = facts?.ResultType ?? JsonType.Any;
        var after = new StepScope(input, table, ScopePlace.Answer, index, answerType);
        var planned = new PlanStep
        {
            Definition = step,
            Index = index,
            Tool = tool,
            Arguments = tool is { ChecksArguments: false } ? facts!.Arguments : null,
            Condition = ReadCondition(step.Condition, step.Path.At("condition"), before),
            Params = ReadTemplate(step.Params, step.Path.At("params"), before),
            Value = ReadTemplate(step.Value, step.Path.At("value"), before),
            FailMessage = ReadMessage(step.FailMessage, step.Path.At("fail").At("message"), before),
            Expect = ReadCondition(step.Expect, step.Path.At("expect"), after),
            Result = ReadTemplate(step.Result, step.Path.At("result"), after),
            Default = ReadTemplate(step.Default, step.Path.At("default"), before),
            After = DependsOnRule.Read(step, table, problems),
            Type = JsonType.Any,
        };
        if (tool is not null)
            ArgumentsRule.Check(planned, facts!, problems);
        table.Set(Complete(planned, answerType));
    }

    private PlanStep Complete(PlanStep step, JsonType answerType)
    {
        // A default that itself needs a step without a value gives none.
        var skippable = (IsConditional(step) || NeedsSkippable(step, References(step)))
            && (step.Default is null || NeedsSkippable(step, step.Default.References));
        return step with
        {
            Skippable = skippable,
            Type = TypeOf(step, answerType),
            After = step.After.Union(Uses.Of(step).Where(r => Slots.IsStep(r.Root.Slot)).Select(r => Slots.StepOf(r.Root.Slot)).Where(i => i < step.Index)),
        };
    }

    private static bool IsConditional(PlanStep step) => step.Condition is { Expression: not null } or { Literal: false };

    private bool NeedsSkippable(PlanStep step, IEnumerable<Expressions.BoundReference> references) =>
        references.Any(r => r is { Tolerant: false, Root.Step: >= 0 } && r.Root.Step < step.Index && table.IsSkippable(r.Root.Step));

    private static JsonType TypeOf(PlanStep step, JsonType answerType)
    {
        var type = step.Definition.Kind switch
        {
            StepKind.Tool => step.Result is null ? answerType : OrNull(step.Result),
            StepKind.Value => step.Value is null ? JsonType.Any : OrNull(step.Value),
            _ => JsonType.Any,
        };
        return step.Default is null ? type : JsonType.Union(type, OrNull(step.Default));
    }

    private static JsonType OrNull(Template template) =>
        template.Root.Nothing == Expressions.NothingSource.Never ? template.Root.Type : JsonType.Union(template.Root.Type with { MayBeNothing = false }, JsonType.Null);

    internal static IEnumerable<Expressions.BoundReference> References(PlanStep step) =>
    [
        .. step.Condition?.Expression?.References ?? [],
        .. step.Params?.References ?? [],
        .. step.Value?.References ?? [],
        .. step.FailMessage?.References ?? [],
        .. step.Expect?.Expression?.References ?? [],
        .. step.Result?.References ?? [],
    ];

    private Tool? Find(StepDefinition step)
    {
        var lookup = tools.Find(step.Tool!, pinned);
        if (lookup.Tool is null)
        {
            problems.Error(step.Path.At("tool"), lookup.Code, lookup.Message, lookup.Suggestion);
            return null;
        }

        if (ToolFacts.Of(lookup.Tool).Problems is [var first, ..])
            problems.Warn(step.Path.At("tool"), "schema_not_understood", $"The input schema of {lookup.Tool.Name} is not understood, so its arguments are not checked: {first.Message}");
        return lookup.Tool;
    }

    private Template? ReadTemplate(JsonElement written, JsonPointer path, StepScope scope)
    {
        if (written.ValueKind == JsonValueKind.Undefined)
            return null;
        var template = Template.Read(written, path, scope, problems);
        IsWhole &= template is not null;
        return template;
    }

    // A message is a text, in which nothing cannot stand.
    private Template? ReadMessage(JsonElement written, JsonPointer path, StepScope scope)
    {
        var message = ReadTemplate(written, path, scope);
        if (message?.Root is ExpressionNode { Nothing: Expressions.NothingSource.Reference } node)
            problems.Error(path, "nothing_in_text", $"{node.Expression.Text} may give nothing, and a message is a text.", $"{{{{ default({node.Expression.Text.TrimEnd('?')}, '') }}}}");
        return message;
    }

    private Condition? ReadCondition(JsonElement written, JsonPointer path, StepScope scope)
    {
        if (written.ValueKind == JsonValueKind.Undefined)
            return null;
        var condition = Condition.Read(written, path, scope, problems);
        IsWhole &= condition is not null;
        return condition;
    }
}
