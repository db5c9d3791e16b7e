using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Schemas;
using ComposeServer.Engine.Templates;
using ComposeServer.Engine.Tools;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Planning.Rules;

/// <summary>Holds what is known of a step's arguments against the input schema of its tool.</summary>
internal static class ArgumentsRule
{
    // Each is compared with all that are known.
    private const int MostWarnings = 20;

    internal static void Check(Tool tool, Template? template, ToolFacts facts, JsonPointer path, ProblemList problems)
    {
        if (!IsObject(template, path, problems) || facts.Arguments is not { } schema)
            return;
        var sample = ArgumentSample.Of(template);
        if (sample.Holes is [var (place, _), ..] && place == JsonPointer.Root)
            return;
        CheckLiterals(sample, schema, facts, path, problems);
        CheckReferences(sample, facts.ArgumentsType, path, problems);
        WarnOfUnknown(sample.Value, tool, path, problems);
    }

    private static bool IsObject(Template? template, JsonPointer path, ProblemList problems)
    {
        if (template is null || !template.Root.Type.Excludes(JsonType.Object))
            return true;
        problems.Error(path, "wrong_type", $"\"params\" must be an object, and this gives {template.Root.Type}.", "{\"name\": \"$input.name\"}");
        return false;
    }

    private static void CheckLiterals(ArgumentSample sample, CompiledSchema schema, ToolFacts facts, JsonPointer path, ProblemList problems)
    {
        if ((sample.Holes.IsEmpty ? schema : facts.PlainArguments) is not { } known)
            return;
        foreach (var fault in known.Validate(sample.Value))
            if (sample.Holes.IsEmpty || IsCertain(fault, sample))
                problems.Error(path.Then(fault.Path), fault.Code, fault.Message, fault.Suggestion);
    }

    // A fault at an expression, around one, or beside one is no fault yet; an unknown name is, whatever stands under it.
    private static bool IsCertain(SchemaFault fault, ArgumentSample sample) =>
        fault.Code == "unknown_argument" || !sample.Holes.Any(hole => hole.Path.Holds(fault.Path) || fault.Path.Holds(hole.Path));

    private static string TopOf(JsonPointer path) => path.ToString().Split('/', 3)[1];

    private static void CheckReferences(ArgumentSample sample, JsonType arguments, JsonPointer path, ProblemList problems)
    {
        foreach (var (hole, node) in sample.Holes)
        {
            var wanted = TypeAt(arguments, hole);
            if (node.Type.Excludes(wanted) && wanted.Kinds != Kinds.None && node.Type.Kinds != Kinds.None)
                problems.Error(path.Then(hole), "wrong_type", $"This argument must be {wanted}, and what it is given is {node.Type}.", Remedy(wanted, node));
            else if (node.Nothing == NothingSource.Reference && IsRequired(arguments, hole))
                problems.Warn(path.Then(hole), "may_be_missing", "This argument is required, and what it is given may be nothing; the call then fails.", "default(…, a value)");
        }
    }

    private static string? Remedy(JsonType wanted, TemplateNode node)
    {
        var text = node is ExpressionNode { Expression: var expression } ? expression.Text : "…";
        return wanted.Kinds switch
        {
            Kinds.Text => $"{{{{ string({text}) }}}}",
            _ when (wanted.Kinds & Kinds.Number) != 0 && node.Type.Kinds == Kinds.Text => $"{{{{ number({text}) }}}}",
            Kinds.Boolean when node.Type.Kinds == Kinds.Text => $"{{{{ boolean({text}) }}}}",
            Kinds.List => $"[\"{text}\"] for a list of one",
            _ => null,
        };
    }

    private static JsonType TypeAt(JsonType type, JsonPointer path)
    {
        foreach (var name in path.Names)
            type = (type.Kinds & Kinds.List) != 0 && int.TryParse(name, out var index) ? type.At(index) : type.At(name);
        return type;
    }

    private static bool IsRequired(JsonType arguments, JsonPointer hole) =>
        hole.Parent == JsonPointer.Root && arguments.Properties.TryGetValue(TopOf(hole), out var property) && property.Required;

    private static void WarnOfUnknown(Value sample, Tool tool, JsonPointer path, ProblemList problems)
    {
        var schema = Value.Of(tool.InputSchema);
        if (!Says(schema, "properties") || Says(schema, "additionalProperties") || Says(schema, "patternProperties") || Says(schema, "unevaluatedProperties"))
            return;
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in schema.Get("properties").Members())
            known.Add(property.Name);
        if (Says(schema, "allOf") || Says(schema, "anyOf") || Says(schema, "oneOf") || Says(schema, "if") || Says(schema, "$ref"))
            return;
        var warned = 0;
        foreach (var member in sample.Members())
            if (!known.Contains(member.Name) && warned++ < MostWarnings)
                problems.Warn(path.At(member.Name), "unknown_argument", $"{tool.Name} does not say that it knows \"{member.Name}\".", Nearest.Name(member.Name, known) is { } near ? $"\"{near}\"" : $"One of: {string.Join(", ", known.Take(MostWarnings))}");
    }

    private static bool Says(Value schema, string keyword) => !schema.Get(keyword).IsNothing;
}
