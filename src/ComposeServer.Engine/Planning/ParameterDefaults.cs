using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Schemas;

namespace ComposeServer.Engine.Planning;

/// <summary>The defaults of top-level parameters, which are filled in before the schema is applied.</summary>
internal static class ParameterDefaults
{
    private static readonly ImmutableArray<string> References = ["\"$ref\"", "\"$dynamicRef\"", "\"$recursiveRef\""];

    /// <param name="schema">The JSON Schema of all parameters.</param>
    internal static ImmutableArray<Member> Of(JsonElement schema)
    {
        var defaults = ImmutableArray.CreateBuilder<Member>();
        foreach (var (name, property) in Value.Of(schema).Get("properties").Members())
            if (property.Get("default") is { IsNothing: false } value)
                defaults.Add(new Member(name, value));
        return defaults.ToImmutable();
    }

    /// <summary>Holds each default against its own schema; one whose schema is faulty itself is held against nothing.</summary>
    internal static void Check(JsonElement parameters, JsonElement schema, JsonPointer path, ProblemList problems)
    {
        foreach (var (name, value) in Of(schema))
            foreach (var fault in Own(schema, name)?.Validate(value) ?? [])
                problems.Error(
                    ParametersReader.PathOf(parameters, name, path).At("default").Then(fault.Path),
                    "invalid_default",
                    $"The default of \"{name}\" does not fit its own schema: {fault.Message}",
                    fault.Suggestion);
    }

    // A reference reaches beyond the property, so the whole must be faultless; any other property stands for itself.
    private static CompiledSchema? Own(JsonElement schema, string name)
    {
        var place = JsonPointer.Root.At("properties").At(name);
        var property = place.Find(Value.Of(schema));
        var text = property.ToJson();
        return References.Any(keyword => text.Contains(keyword, StringComparison.Ordinal))
            ? CompiledSchema.CompilePart(schema, place, ParametersReader.Asserting)
            : CompiledSchema.Compile(property.ToElement(), ParametersReader.Asserting, out _);
    }
}
