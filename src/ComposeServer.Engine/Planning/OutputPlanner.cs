using System.Text.Json;
using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Schemas;
using ComposeServer.Engine.Templates;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Planning;

/// <summary>Plans what a composed tool gives: a step's own result, or a template; and the schema that is declared for it.</summary>
internal sealed class OutputPlanner(ToolDefinition definition, PlanInput input, StepTable table, ProblemList problems)
{
    private static readonly JsonPointer Path = JsonPointer.Root.At("output");

    internal PlanOutput Plan() => Declare(Read());

    private PlanOutput Read()
    {
        var written = definition.Output;
        if (written.ValueKind == JsonValueKind.Undefined)
            return new PlanOutput { Type = LastType() };
        if (written.ValueKind == JsonValueKind.String && Names.IsStepId(JsonText.StringOf(written)))
            return OfId(JsonText.StringOf(written));
        var scope = new StepScope(input, table, ScopeView.Output, table.Count);
        var template = Template.Read(written, Path, scope, problems);
        return IsWholeStep(written, template, out var step) ? OfStep(step) : new PlanOutput { Template = template, Type = OrNull(template.Root.Type, template.Root.Nothing != NothingSource.Never) };
    }

    private PlanOutput OfId(string id)
    {
        var step = table.Find(id);
        if (step >= 0 && step < table.Count)
            return OfStep(step);
        var near = Nearest.Name(id, table.Names);
        problems.Error(Path, "unknown_step", $"\"{id}\" is no step's id.", near is null ? $"A step's id, a reference such as $step1.name, or {{{{ '{id}' }}}} for the text itself" : $"\"{near}\"");
        return new PlanOutput { Template = Template.Unread(Path), Type = JsonType.Any };
    }

    private PlanOutput OfStep(int step) => new() { Step = step, Type = OrNull(table.TypeOf(step), table.MayLackValue(step)) };

    // Exactly $ID: the same in braces is an expression, whose value is worked out.
    private static bool IsWholeStep(JsonElement written, Template template, out int step)
    {
        step = -1;
        if (template.Reference is not { References: [var reference, ..] } expression
            || !Slots.IsStep(reference.Root.Slot)
            || Slots.FieldOf(reference.Root.Slot) != StepField.Output
            || expression.Text != reference.Root.Text
            || expression.Text.Contains('.', StringComparison.Ordinal)
            || JsonText.StringOf(written) != expression.Text)
            return false;
        step = reference.Root.Step;
        return true;
    }

    // Omitted, the output is the last step that has a value: the last one that surely has, or any behind it.
    private JsonType LastType()
    {
        JsonType? type = null;
        for (var step = table.Count - 1; step >= 0; step--)
        {
            type = type is null ? table.TypeOf(step) : JsonType.Union(type, table.TypeOf(step));
            if (!table.MayLackValue(step))
                return type;
        }

        return type is null ? JsonType.Any : JsonType.Union(type, JsonType.Null);
    }

    private static JsonType OrNull(JsonType type, bool mayBeNothing) =>
        mayBeNothing || type.MayBeNothing ? JsonType.Union(type with { MayBeNothing = false }, JsonType.Null) : type;

    private PlanOutput Declare(PlanOutput output)
    {
        if (definition.OutputSchema.ValueKind == JsonValueKind.Undefined)
            return output with { Declared = OutputSchemas.Of(output.Type), ValueSchema = TypeSchema.Write(output.Type).ToElement() };
        var path = JsonPointer.Root.At("outputSchema");
        var check = CompiledSchema.Compile(definition.OutputSchema, new SchemaOptions(AssertFormats: false), out var found);
        foreach (var problem in found)
            problems.Error(path.Then(problem.Path), "invalid_schema", problem.Message);
        if (check is null)
            return output;
        var promised = SchemaTypes.TypeOf(definition.OutputSchema);
        if (output.Type.Excludes(promised) && output.Type.Kinds != Kinds.None)
            problems.Error(path, "wrong_type", $"\"outputSchema\" wants {promised}, and the output is {output.Type}.");
        return output with
        {
            Check = check,
            Declared = OutputSchemas.OfWritten(definition.OutputSchema, promised),
            ValueSchema = TypeSchema.Write(JsonType.Intersect(output.Type, promised)).ToElement(),
        };
    }
}
