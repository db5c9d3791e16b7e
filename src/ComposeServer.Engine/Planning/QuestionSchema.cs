using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Planning.Rules;
using ComposeServer.Engine.Schemas;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Planning;

/// <summary>The schema of a question: a flat object of texts, numbers, booleans and choices; MCP allows no more (elicitation, "requested schema").</summary>
internal static class QuestionSchema
{
    private static readonly ImmutableArray<string> Types = ["string", "number", "integer", "boolean"];

    /// <summary>What an answer can be; null when the schema is not one.</summary>
    internal static JsonType? TypeOf(JsonElement written) => Read(written, JsonPointer.Root, new ProblemList()) is { } schema ? SchemaTypes.TypeOf(schema) : null;

    /// <summary>Reads it in the long or the short form; absent, it asks for a bare yes or no.</summary>
    /// <returns>The schema as MCP takes it; null when there is a fault in it.</returns>
    internal static JsonElement? Read(JsonElement written, JsonPointer path, ProblemList problems)
    {
        if (written.ValueKind == JsonValueKind.Undefined)
            return JsonText.Parse("""{"type":"object","properties":{}}""").ToElement();
        var before = problems.Errors.Count;
        var input = ParametersReader.Read(written, path, problems);
        JsonPointer[] faulty = [.. problems.Errors.Skip(before).Select(e => e.Path)];
        foreach (var (name, property) in Value.Of(input.Schema).Get("properties").Members())
            if (ParametersReader.PathOf(written, name, path) is var place && !faulty.Any(place.Holds))
                CheckProperty(name, property, place, problems);
        return problems.Errors.Count == before ? Flat(input.Schema) : null;
    }

    private static void CheckProperty(string name, Value property, JsonPointer path, ProblemList problems)
    {
        var type = property.Get("type");
        var isChoice = !property.Get("enum").IsNothing || !property.Get("oneOf").IsNothing;
        var isChoices = type.IsText && type.Text() == "array" && property.Get("items") is { Kind: ValueKind.Object } items && (!items.Get("enum").IsNothing || !items.Get("anyOf").IsNothing);
        if (!isChoice && !isChoices && !(type.IsText && Types.Contains(type.Text())))
            problems.Error(path, "invalid_schema", $"A question can ask for a text, a number, an integer, a boolean or a choice, and \"{name}\" is none of these.", "\"string\", or {\"type\": \"string\", \"enum\": [\"a\", \"b\"]}");
        SecretQuestionRule.CheckProperty(name, property, path, problems);
    }

    // Clients know no "additionalProperties" in a question.
    private static JsonElement Flat(JsonElement schema) =>
        Value.Of(schema).Keeping(static name => name is "type" or "properties" or "required").ToElement();
}
