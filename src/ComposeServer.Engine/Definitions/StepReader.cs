using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Definitions;

/// <summary>Reads the steps of a definition; each keeps its place, also one that is wrong.</summary>
/// <param name="onError">What steps do that do not say.</param>
/// <param name="problems">What is wrong.</param>
internal sealed class StepReader(OnErrorAction onError, ProblemList problems)
{
    private const int MostItems = 1_000_000;
    private static readonly ImmutableArray<string> Kinds = ["tool", "value", "elicit", "fail"];

    /// <param name="steps">The list as written.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="before">How many steps are counted before it.</param>
    internal ImmutableArray<StepDefinition> ReadAll(JsonElement steps, JsonPointer path, int before)
    {
        var read = ImmutableArray.CreateBuilder<StepDefinition>(steps.GetArrayLength());
        foreach (var step in steps.EnumerateArray())
            read.Add(Read(step, path.At(read.Count), before + read.Count + 1));
        return read.MoveToImmutable();
    }

    private StepDefinition Read(JsonElement source, JsonPointer path, int number)
    {
        if (source.ValueKind != JsonValueKind.Object)
        {
            problems.Error(path, "wrong_type", "A step must be an object.", "{\"tool\": \"…\", \"params\": {…}}");
            return new StepDefinition { Path = path, Number = number, Kind = StepKind.Unclear, OnError = new OnErrorDefinition(onError, path) };
        }

        var fields = new FieldReader(source, path, problems);
        fields.Check(FieldSet.Step);
        var kind = KindOf(fields);
        MeaninglessFields.Refuse(fields, kind, problems);
        // For people, but a text all the same.
        fields.Text("description");
        var control = new ControlReader(fields, problems);
        return new StepDefinition
        {
            Path = path,
            Number = number,
            Kind = kind,
            Id = ReadId(fields, number),
            Tool = fields.Text("tool"),
            Params = fields.Raw("params"),
            Value = fields.Raw("value"),
            Elicit = control.Elicit(),
            FailMessage = ReadFail(fields),
            DependsOn = ReadDependsOn(fields),
            Condition = fields.Raw("condition"),
            Parallel = fields.Flag("parallel", fallback: false),
            ForEach = ReadForEach(fields, control),
            Paginate = control.Paginate(),
            Until = control.Until(),
            Retry = control.Retry(),
            Timeout = fields.Duration("timeout"),
            OnError = control.OnError(onError),
            Expect = fields.Raw("expect"),
            Result = fields.Raw("result"),
            Default = fields.Raw("default"),
            Cache = fields.Duration("cache"),
            Compensate = control.Call("compensate"),
            Priority = fields.Count("priority", -1_000_000, 1_000_000) ?? 0,
        };
    }

    private StepKind KindOf(FieldReader fields)
    {
        string[] kinds = [.. Kinds.Where(fields.Has)];
        if (kinds.Length > 1)
            problems.Error(fields.Path.At(kinds[1]), "several_kinds", $"A step is exactly one of tool, value, elicit, fail; this one has {string.Join(" and ", kinds)}.", "Make two steps of it");
        else if (kinds.Length == 0)
            problems.Error(fields.Path.At("tool"), "missing_field", "A step needs exactly one of tool, value, elicit, fail.", "\"tool\": \"server__tool\"");
        return (kinds is [var only] ? only : null) switch
        {
            "tool" => StepKind.Tool,
            "value" => StepKind.Value,
            "elicit" => StepKind.Elicit,
            "fail" => StepKind.Fail,
            _ => StepKind.Unclear,
        };
    }

    private string? ReadId(FieldReader fields, int number)
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

    private static JsonElement ReadFail(FieldReader fields)
    {
        var fail = fields.Object("fail");
        if (fail is null)
            return default;
        fail.Check(FieldSet.Fail);
        if (!fail.Has("message"))
            fail.Missing("message", "\"fail\"", "{\"message\": \"…\"}");
        return fail.Raw("message");
    }

    private ImmutableArray<(string Id, JsonPointer Path)> ReadDependsOn(FieldReader fields)
    {
        var written = fields.Raw("dependsOn");
        var path = fields.Path.At("dependsOn");
        if (written.ValueKind == JsonValueKind.Undefined)
            return [];
        if (written.ValueKind == JsonValueKind.String)
            return [(JsonText.StringOf(written), path)];
        if (written.ValueKind == JsonValueKind.Array && written.EnumerateArray().All(id => id.ValueKind == JsonValueKind.String))
            return [.. written.EnumerateArray().Select((id, i) => (JsonText.StringOf(id), path.At(i)))];
        problems.Error(path, "wrong_type", "\"dependsOn\" must be a step's id or a list of ids.", "[\"step1\"]");
        return [];
    }

    private ForEachDefinition? ReadForEach(FieldReader fields, ControlReader control)
    {
        var list = fields.Raw("forEach");
        var maxParallel = fields.Count("maxParallel", 1, ToolDefinition.MostParallel);
        var maxItems = fields.Count("maxItems", 1, MostItems);
        var tolerance = control.Tolerance();
        if (list.ValueKind != JsonValueKind.Undefined)
            return new ForEachDefinition(list, maxParallel ?? 1, maxItems, tolerance);
        foreach (var name in (ReadOnlySpan<string>)["maxParallel", "maxItems", "tolerate"])
            if (fields.Has(name))
                problems.Error(fields.Path.At(name), "meaningless_field", $"\"{name}\" means something only beside \"forEach\".", $"Leave \"{name}\" out");
        return null;
    }
}
