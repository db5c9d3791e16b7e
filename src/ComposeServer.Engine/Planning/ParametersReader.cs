using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Schemas;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Planning;

/// <summary>Reads <c>parameters</c>, in the long form (JSON Schema) or the short one, and checks their defaults.</summary>
internal static class ParametersReader
{
    private static readonly SchemaOptions Asserting = new(AssertFormats: true);

    /// <returns>The input; one that takes anything when there are errors, so that the rest can be checked all the same.</returns>
    internal static PlanInput Read(JsonElement parameters, JsonPointer path, ProblemList problems)
    {
        if (parameters.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined))
            problems.Error(path, "wrong_type", "\"parameters\" must be an object: names with types, or a JSON Schema.", "{\"city\": \"string\", \"days\": {\"type\": \"integer\", \"default\": 3}}");
        var before = problems.Errors.Count;
        var schema = IsLong(parameters) ? LongForm(parameters) : ShortForm.Read(parameters, path, problems);
        var properties = Value.Of(schema).Get("properties");
        var defaults = DefaultsOf(properties);
        if (problems.Errors.Count == before)
            CheckDefaults(parameters, properties, path, problems);
        return problems.Errors.Count == before && Compile(parameters, schema, path, problems) is { } compiled ? Build(schema, compiled, defaults) : Anything;
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

    private static PlanInput Build(JsonElement schema, CompiledSchema compiled, ImmutableArray<Member> defaults)
    {
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

    private static ImmutableArray<Member> DefaultsOf(Value properties)
    {
        var defaults = ImmutableArray.CreateBuilder<Member>();
        foreach (var (name, property) in properties.Members())
            if (property.Get("default") is { IsNothing: false } value)
                defaults.Add(new Member(name, value));
        return defaults.ToImmutable();
    }

    private static void CheckDefaults(JsonElement parameters, Value properties, JsonPointer path, ProblemList problems)
    {
        foreach (var (name, property) in properties.Members())
        {
            var value = property.Get("default");
            if (value.IsNothing || HasReference(property) || CompiledSchema.Compile(property.ToElement(), Asserting, out _) is not { } own)
                continue;
            foreach (var fault in own.Validate(value, most: 1))
                problems.Error(PathOf(parameters, name, path).At("default").Then(fault.Path), "invalid_default", $"The default of \"{name}\" does not fit its own schema: {fault.Message}", fault.Suggestion);
        }
    }

    // A reference reaches beyond the property, so the property cannot be compiled alone; the run checks such defaults.
    private static bool HasReference(Value property) => property.ToJson().Contains("\"$ref\"", StringComparison.Ordinal);
}
