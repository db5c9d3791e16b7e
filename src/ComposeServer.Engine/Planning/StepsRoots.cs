using System.Collections.Immutable;
using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Planning;

/// <summary>Finds <c>$steps</c>, <c>$steps.ID</c> and <c>$steps.ID.field</c>.</summary>
internal sealed class StepsRoots(StepTable steps, int index)
{
    private static readonly JsonType ItemErrorType = JsonType.Object with
    {
        Properties = JsonType.Object.Properties
            .Add("index", new PropertyType(JsonType.Integer, Required: true))
            .Add("message", new PropertyType(JsonType.Text, Required: true))
            .Add("attempts", new PropertyType(JsonType.Integer, Required: true)),
        Closed = true,
    };

    private static readonly ImmutableSortedDictionary<string, (StepField Field, JsonType Type)> Fields =
        new Dictionary<string, (StepField, JsonType)>
        {
            ["output"] = (StepField.Output, JsonType.Any),
            ["status"] = (StepField.Status, JsonType.Text),
            ["error"] = (StepField.Error, JsonType.Of(Kinds.Text | Kinds.Null)),
            ["errors"] = (StepField.Errors, JsonType.ListOf(ItemErrorType)),
            ["content"] = (StepField.Content, JsonType.ListOf(JsonType.Any)),
            ["attempts"] = (StepField.Attempts, JsonType.Integer),
            ["durationMs"] = (StepField.DurationMs, JsonType.Number),
            ["action"] = (StepField.Action, JsonType.Of(Kinds.Text | Kinds.Null)),
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    internal RootLookup Find(ImmutableArray<string> following, StepScope scope)
    {
        if (following.IsEmpty)
            return All(scope);
        var step = steps.Find(following[0]);
        if (step < 0)
            return Refuse("unknown_step", $"$steps.{following[0]}: there is no step with this id.", Nearest.Name(following[0], steps.Names) is { } near ? $"$steps.{near}" : null);
        var text = $"$steps.{following[0]}";
        if (scope.Early(step, text) is { } problem)
            return new RootLookup(null, 0, problem);
        if (following.Length == 1)
            return new RootLookup(new Root(text, Slots.Of(step, StepField.Record), RecordType(step)), 1, null);
        return Field(step, text, following[1], scope);
    }

    private RootLookup Field(int step, string text, string name, StepScope scope)
    {
        if (!Fields.TryGetValue(name, out var field))
            return Refuse("unknown_property", $"{text} has no \"{name}\"; the step's value is {text}.output.", Nearest.Name(name, Fields.Keys) is { } near ? $"{text}.{near}" : $"{text}.output.{name}");
        if (field.Field == StepField.Action && steps.Definitions[step].Kind != StepKind.Elicit)
            return Refuse("unknown_property", $"{text}.action is what a person answered, and this step asks nobody.", null);
        if (field.Field == StepField.Output)
            return scope.Output(step, $"{text}.output", consumed: 2);
        var needsValue = field.Field == StepField.Content;
        var root = new Root($"{text}.{name}", Slots.Of(step, field.Field), field.Type)
        {
            Step = needsValue ? step : -1,
            MayBeNothing = needsValue && scope.IsOutput && steps.MayLackValue(step),
        };
        return new RootLookup(root, 2, null);
    }

    private RootLookup All(StepScope scope)
    {
        if (index < steps.Count && (index < steps.Count - 1 || steps.IsSideBySide(index)))
            return Refuse("reference_not_here", "$steps alone is all other steps, and only in the last step, in the output and in \"finally\" have all of them ended.", "$steps.ID for one of them");
        var properties = JsonType.Object.Properties.ToBuilder();
        for (var step = 0; step < (scope.IsOutput ? steps.Count : index); step++)
            properties[steps.Definitions[step].Name] = new PropertyType(RecordType(step), Required: index < steps.Count);
        var type = JsonType.Object with { Properties = properties.ToImmutable(), Closed = true };
        return new RootLookup(new Root("$steps", Slots.AllSteps, type), 0, null);
    }

    private JsonType RecordType(int step)
    {
        var properties = JsonType.Object.Properties.ToBuilder();
        foreach (var (name, (field, type)) in Fields)
            properties[name] = new PropertyType(field == StepField.Output ? steps.TypeOf(step) : type, Required: field != StepField.Output || !steps.MayLackValue(step));
        return JsonType.Object with { Properties = properties.ToImmutable(), Closed = true };
    }

    private static RootLookup Refuse(string code, string message, string? suggestion) => new(null, 0, new ExpressionProblem(code, message, suggestion));
}
