using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Definitions;

/// <summary>Reads the steps of a definition; each keeps its place, also one that is wrong.</summary>
internal static class StepReader
{
    private static readonly ImmutableArray<string> Kinds = ["tool", "value", "elicit", "fail"];

    private static readonly ImmutableArray<string> OnlyForCalls = ["params", "timeout", "expect", "result"];

    internal static ImmutableArray<StepDefinition> ReadAll(JsonElement steps, JsonPointer path, ProblemList problems)
    {
        var read = ImmutableArray.CreateBuilder<StepDefinition>(steps.GetArrayLength());
        foreach (var step in steps.EnumerateArray())
            read.Add(Read(step, path.At(read.Count), read.Count + 1, problems));
        CheckUnique(read, problems);
        return read.MoveToImmutable();
    }

    private static StepDefinition Read(JsonElement source, JsonPointer path, int number, ProblemList problems)
    {
        if (source.ValueKind != JsonValueKind.Object)
        {
            problems.Error(path, "wrong_type", "A step must be an object.", "{\"tool\": \"…\", \"params\": {…}}");
            return new StepDefinition { Path = path, Number = number, Kind = StepKind.Unclear };
        }

        var fields = new FieldReader(source, path, problems);
        fields.Check(FieldSet.Step);
        var kind = KindOf(fields, problems);
        RefuseMeaningless(fields, kind, problems);
        // For people, but a text all the same.
        fields.Text("description");
        return new StepDefinition
        {
            Path = path,
            Number = number,
            Kind = kind,
            Id = ReadId(fields, number, problems),
            Tool = fields.Text("tool"),
            Params = fields.Raw("params"),
            Value = fields.Raw("value"),
            FailMessage = ReadFail(fields, problems),
            DependsOn = ReadDependsOn(fields, problems),
            Condition = fields.Raw("condition"),
            Timeout = fields.Duration("timeout"),
            Expect = fields.Raw("expect"),
            Result = fields.Raw("result"),
            Default = fields.Raw("default"),
        };
    }

    private static StepKind KindOf(FieldReader fields, ProblemList problems)
    {
        string[] kinds = [.. Kinds.Where(fields.Has)];
        if (kinds.Length > 1)
            problems.Error(fields.Path.At(kinds[1]), "several_kinds", $"A step is exactly one of tool, value, elicit, fail; this one has {string.Join(" and ", kinds)}.", "Make two steps of it");
        else if (kinds.Length == 0)
            problems.Error(fields.Path.At("tool"), "missing_field", "A step needs exactly one of tool, value, elicit, fail.", "\"tool\": \"server__tool\"");
        return kinds is [var only] ? only switch { "tool" => StepKind.Tool, "value" => StepKind.Value, "fail" => StepKind.Fail, _ => StepKind.Unclear } : StepKind.Unclear;
    }

    private static void RefuseMeaningless(FieldReader fields, StepKind kind, ProblemList problems)
    {
        if (kind is not (StepKind.Value or StepKind.Fail))
            return;
        var word = kind == StepKind.Value ? "value" : "fail";
        foreach (var name in OnlyForCalls)
            if (fields.Has(name))
                problems.Error(fields.Path.At(name), "meaningless_field", $"\"{name}\" means nothing on a \"{word}\" step, which makes no call.", $"Leave \"{name}\" out");
    }

    private static string? ReadId(FieldReader fields, int number, ProblemList problems)
    {
        var id = fields.Text("id");
        if (id is null)
            return null;
        var other = Names.StepNumber(id);
        if (!Names.IsStepId(id))
            problems.Error(fields.Path.At("id"), "invalid_id", "A step's id is 1 to 64 letters, digits and underscores, and begins with a letter.");
        else if (Names.IsTaken(id))
            problems.Error(fields.Path.At("id"), "taken_id", $"\"{id}\" is a word of the language and cannot be a step's id.", $"\"{id}_step\"");
        else if (other > 0 && other != number)
            problems.Error(fields.Path.At("id"), "taken_id", $"\"{id}\" is the name of step number {other}, and this is step number {number}.", $"\"step{number}\", or a name of its own");
        else
            return id;
        return null;
    }

    private static JsonElement ReadFail(FieldReader fields, ProblemList problems)
    {
        var fail = fields.Object("fail");
        if (fail is null)
            return default;
        fail.Check(FieldSet.Fail);
        if (!fail.Has("message"))
            problems.Error(fail.Path.At("message"), "missing_field", "\"fail\" needs a \"message\".", "{\"message\": \"…\"}");
        return fail.Raw("message");
    }

    private static ImmutableArray<(string Id, JsonPointer Path)> ReadDependsOn(FieldReader fields, ProblemList problems)
    {
        var written = fields.Raw("dependsOn");
        var path = fields.Path.At("dependsOn");
        if (written.ValueKind == JsonValueKind.Undefined)
            return [];
        if (written.ValueKind == JsonValueKind.String)
            return [(JsonText.StringOf(written), path)];
        if (written.ValueKind == JsonValueKind.Array && written.EnumerateArray().All(id => id.ValueKind == JsonValueKind.String))
            return [.. written.EnumerateArray().Select((id, index) => (JsonText.StringOf(id), path.At(index)))];
        problems.Error(path, "wrong_type", "\"dependsOn\" must be a step's id or a list of ids.", "[\"step1\"]");
        return [];
    }

    private static void CheckUnique(IEnumerable<StepDefinition> steps, ProblemList problems)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var step in steps)
            if (step.Id is { } id && !numbers.TryAdd(id, step.Number))
                problems.Error(step.Path.At("id"), "duplicate_id", $"\"{id}\" is already the id of step number {numbers[id]}.", $"\"{id}{step.Number}\"");
    }
}
