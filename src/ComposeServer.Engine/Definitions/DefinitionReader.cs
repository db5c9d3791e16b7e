using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Definitions;

/// <summary>Reads a composed tool's JSON. What is wrong is collected, and the rest is read all the same, so that everything is said at once.</summary>
internal static class DefinitionReader
{
    /// <summary>How long a description may be, in characters.</summary>
    private const int LongestDescription = 10_000;

    /// <summary>How deep a definition may nest: the answers that show it, and its schemas in the lists, put some levels around it, and no message is deeper than 64.</summary>
    internal const int MaxDepth = 56;

    internal static ToolDefinition Read(JsonElement source, int maxSteps, ProblemList problems)
    {
        if (Value.Of(source).IsDeeperThan(MaxDepth))
            problems.Error(JsonPointer.Root, "definition_too_deep", $"A definition nests at most {MaxDepth} levels deep.", "Flatter values; data belongs into files or arguments");
        if (source.ValueKind != JsonValueKind.Object)
        {
            problems.Error(JsonPointer.Root, "wrong_type", "A definition must be an object.", "{\"name\": …, \"description\": …, \"steps\": […]}");
            return new ToolDefinition { Name = "", Description = "", Steps = [], Source = source };
        }

        var fields = new FieldReader(source, JsonPointer.Root, problems);
        fields.Check(FieldSet.Tool);
        CheckLanguage(fields, problems);
        var steps = new StepReader(ControlReader.ReadAction(fields, OnErrorAction.Abort), problems);
        var read = ReadSteps(fields, steps, maxSteps, problems);
        return new ToolDefinition
        {
            Name = ReadName(fields, problems),
            Description = ReadDescription(fields, problems),
            Parameters = fields.Raw("parameters"),
            Steps = read,
            Finally = ReadFinally(fields, steps, read, maxSteps, problems),
            Mode = ReadMode(fields),
            MaxParallel = fields.Count("maxParallel", 1, ToolDefinition.MostParallel) ?? ToolDefinition.DefaultMaxParallel,
            Blueprint = fields.Flag("blueprint", fallback: false),
            Output = fields.Raw("output"),
            OutputSchema = fields.Raw("outputSchema"),
            Save = fields.Flag("save", fallback: true),
            Replace = fields.Flag("replace", fallback: false),
            Listed = fields.Flag("listed", fallback: true),
            Timeout = fields.Duration("timeout") ?? ToolDefinition.DefaultTimeout,
            Annotations = ReadAnnotations(fields.Object("annotations")),
            Source = source,
        };
    }

    private static string ReadName(FieldReader fields, ProblemList problems)
    {
        var name = Required(fields, "name", problems);
        if (name is not null && !Names.IsToolName(name))
            problems.Error(
                fields.Path.At("name"),
                "invalid_name",
                "A tool's name is 1 to 64 letters, digits and single underscores, and does not begin with a digit; two underscores in a row are for upstreams' tools.",
                SuggestName(name));
        return name ?? "";
    }

    private static string ReadDescription(FieldReader fields, ProblemList problems)
    {
        var description = Required(fields, "description", problems);
        if (description is { Length: > LongestDescription })
            problems.Error(fields.Path.At("description"), "too_long", $"\"description\" has more than {LongestDescription} characters.", "Say in a few sentences what the tool does and when to use it");
        else if (description is not null && string.IsNullOrWhiteSpace(description))
            problems.Error(fields.Path.At("description"), "missing_field", "\"description\" is empty.", "Say in a sentence what the tool does and when to use it");
        return description ?? "";
    }

    private static string? Required(FieldReader fields, string name, ProblemList problems)
    {
        if (!fields.Has(name))
            problems.Error(fields.Path.At(name), "missing_field", $"A composed tool needs \"{name}\".", $"Add \"{name}\": \"…\"");
        return fields.Text(name);
    }

    private static string? SuggestName(string name)
    {
        var words = name.Split([.. name.Where(c => !char.IsAsciiLetterOrDigit(c)).Distinct()], StringSplitOptions.RemoveEmptyEntries);
        var mended = string.Join('_', words);
        if (mended.Length > 0 && char.IsAsciiDigit(mended[0]))
            mended = "_" + mended;
        return mended.Length == 0 ? null : $"\"{mended[..Math.Min(64, mended.Length)]}\"";
    }

    private static ImmutableArray<StepDefinition> ReadSteps(FieldReader fields, StepReader reader, int maxSteps, ProblemList problems)
    {
        var path = fields.Path.At("steps");
        var steps = fields.Raw("steps");
        if (steps.ValueKind == JsonValueKind.Undefined)
            problems.Error(path, "missing_field", "A composed tool needs \"steps\".", "\"steps\": [{\"tool\": \"…\", \"params\": {…}}]");
        else if (steps.ValueKind != JsonValueKind.Array)
            problems.Error(path, "wrong_type", "\"steps\" must be a list of steps.", "[{\"tool\": \"…\", \"params\": {…}}]");
        else if (steps.GetArrayLength() == 0)
            problems.Error(path, "no_steps", "A composed tool needs at least one step.", "[{\"tool\": \"…\", \"params\": {…}}]");
        else if (steps.GetArrayLength() > maxSteps)
            problems.Error(path, "too_many_steps", $"A composed tool has at most {maxSteps} steps; this one has {steps.GetArrayLength()}.", "Compose parts of it as tools of their own, and call those");
        else
            return reader.ReadAll(steps, path, before: 0);
        return [];
    }

    // They count on after the steps, and their ids are unique over both.
    private static ImmutableArray<StepDefinition> ReadFinally(
        FieldReader fields, StepReader reader, ImmutableArray<StepDefinition> steps, int maxSteps, ProblemList problems)
    {
        var path = fields.Path.At("finally");
        var written = fields.Raw("finally");
        var count = written.ValueKind == JsonValueKind.Array ? written.GetArrayLength() : 0;
        if (written.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Array))
            problems.Error(path, "wrong_type", "\"finally\" must be a list of steps.", "[{\"tool\": \"…\", \"params\": {…}}]");
        if (steps.Length + count > maxSteps)
            problems.Error(path, "too_many_steps", $"A composed tool has at most {maxSteps} steps, those of \"finally\" included.", "Compose parts of it as tools of their own, and call those");
        var read = count > 0 && steps.Length + count <= maxSteps ? reader.ReadAll(written, path, steps.Length) : [];
        CheckUnique([.. steps, .. read], problems);
        return read;
    }

    private static void CheckUnique(IEnumerable<StepDefinition> steps, ProblemList problems)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var step in steps)
            if (step.Id is { } id && !numbers.TryAdd(id, step.Number))
                problems.Error(step.Path.At("id"), "duplicate_id", $"\"{id}\" is already the id of step number {numbers[id]}.", $"\"{id}{step.Number}\"");
    }

    private static RunMode ReadMode(FieldReader fields) => fields.Word("mode", "sequential", "auto", "parallel", "pipeline", "scatter_gather") switch
    {
        "auto" => RunMode.Auto,
        "parallel" => RunMode.Parallel,
        "pipeline" => RunMode.Pipeline,
        "scatter_gather" => RunMode.ScatterGather,
        _ => RunMode.Sequential,
    };

    private static void CheckLanguage(FieldReader fields, ProblemList problems)
    {
        var language = fields.Raw("language");
        if (language.ValueKind != JsonValueKind.Undefined && !ValueEquality.Equal(Value.Of(language), Value.Of(1)))
            problems.Error(fields.Path.At("language"), "unknown_language", "\"language\" is 1, the only version of the language so far.", "1");
    }

    private static AnnotationsDefinition? ReadAnnotations(FieldReader? fields)
    {
        if (fields is null)
            return null;
        fields.Check(FieldSet.Annotations);
        return new AnnotationsDefinition
        {
            Title = fields.Text("title"),
            ReadOnly = Hint(fields, "readOnlyHint"),
            Destructive = Hint(fields, "destructiveHint"),
            Idempotent = Hint(fields, "idempotentHint"),
            OpenWorld = Hint(fields, "openWorldHint"),
        };
    }

    private static bool? Hint(FieldReader fields, string name) => fields.Has(name) ? fields.Flag(name, fallback: false) : null;
}
