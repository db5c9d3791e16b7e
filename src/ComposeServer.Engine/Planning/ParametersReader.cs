using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Schemas;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Planning;

/// <summary>Reads <c>parameters</c>, in the long form (JSON Schema) or the short one, and checks their defaults.</summary>
internal static class ParametersReader
{
    internal static readonly SchemaOptions Asserting = new(AssertFormats: true);

    /// <returns>The input; one in which what is faulty takes anything when there are errors, so that the rest can be checked all the same.</returns>
    internal static PlanInput Read(JsonElement parameters, JsonPointer path, ProblemList problems)
    {
        if (parameters.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined))
        {
            problems.Error(path, "wrong_type", "\"parameters\" must be an object: names with types, or a JSON Schema.", "{\"city\": \"string\", \"days\": {\"type\": \"integer\", \"default\": 3}}");
            return Anything;
        }

        var found = new ProblemList();
        var schema = IsLong(parameters) ? LongForm(parameters) : ShortForm.Read(parameters, path, found);
        var compiled = Compile(parameters, schema, path, found);
        ParameterDefaults.Check(parameters, schema, path, found);
        foreach (var problem in found.Errors)
            problems.Add(problem);
        if (compiled is not null && !found.HasErrors)
            return Build(schema, compiled);
        var mended = Mended(schema, name => found.Errors.Any(e => PathOf(parameters, name, path).Holds(e.Path)));
        return CompiledSchema.Compile(mended, Asserting, out _) is { } usable ? Build(mended, usable) : Anything;
    }

    /// <summary>Where a parameter is declared, in either form.</summary>
    internal static JsonPointer PathOf(JsonElement parameters, string name, JsonPointer path) =>
        IsLong(parameters) ? path.At("properties").At(name) : ShortForm.PathOf(Value.Of(parameters), name, path);

    private static PlanInput Anything { get; } = new()
    {
        Schema = JsonText.Parse("""{"type":"object"}""").ToElement(),
        Compiled = CompiledSchema.Compile(Value.True.ToElement(), Asserting, out _)!,
        Defaults = [],
        Type = JsonType.Object,
        Optional = [],
    };

    private static bool IsLong(JsonElement parameters)
    {
        if (parameters.ValueKind != JsonValueKind.Object)
            return false;
        return JsonText.TryGet(parameters, "type", out var type)
            ? type.ValueKind == JsonValueKind.String && JsonText.StringOf(type) == "object"
            : JsonText.TryGet(parameters, "properties", out var properties) && properties.ValueKind == JsonValueKind.Object;
    }

    // MCP wants the type said, also where JSON Schema would not need it.
    private static JsonElement LongForm(JsonElement parameters)
    {
        if (JsonText.TryGet(parameters, "type", out _))
            return parameters;
        return Value.Of(parameters).Prepend(new Member("type", Value.Of("object"))).ToElement();
    }

    private static CompiledSchema? Compile(JsonElement parameters, JsonElement schema, JsonPointer path, ProblemList problems)
    {
        var compiled = CompiledSchema.Compile(schema, Asserting, out var found);
        foreach (var problem in found)
            problems.Error(IsLong(parameters) ? path.Then(problem.Path) : ShortForm.PathOf(parameters, problem.Path, path), "invalid_schema", problem.Message);
        return compiled;
    }

    private static PlanInput Build(JsonElement schema, CompiledSchema compiled)
    {
        var defaults = ParameterDefaults.Of(schema);
        var type = SchemaTypes.TypeOf(schema);
        var optional = type.Properties.Where(p => !p.Value.Required && !defaults.Any(d => d.Name == p.Key)).Select(p => p.Key);
        var filled = type.Properties.ToImmutableSortedDictionary(
            p => p.Key, p => p.Value with { Required = p.Value.Required || defaults.Any(d => d.Name == p.Key) }, StringComparer.Ordinal);
        return new PlanInput
        {
            Schema = schema,
            Compiled = compiled,
            Defaults = defaults,
            Type = type with { Kinds = Kinds.Object, Properties = filled },
            Optional = [.. optional],
        };
    }

    // The names are known though what stands under some of them is not.
    private static JsonElement Mended(JsonElement schema, Func<string, bool> isFaulty)
    {
        var properties = new List<Member>();
        foreach (var (name, property) in Value.Of(schema).Get("properties").Members())
            properties.Add(isFaulty(name) ? new Member(name, property.Keeping(static keyword => keyword == "default")) : new Member(name, property));
        var members = new List<Member>();
        foreach (var member in Value.Of(schema).Members())
            members.Add(member.Name == "properties" ? new Member(member.Name, Value.Of([.. properties])) : member);
        return Value.Of([.. members]).ToElement();
    }
}
