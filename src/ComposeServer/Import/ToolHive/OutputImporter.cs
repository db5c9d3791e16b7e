using System.Globalization;
using System.Text.RegularExpressions;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;

namespace ComposeServer.Import.ToolHive;

/// <summary>The output: each property a template that gives its type, and the schema that the whole must satisfy.</summary>
internal sealed partial class OutputImporter(CompositeScope scope)
{
    private readonly ImportLog _log = scope.Log;

    /// <returns>The template and the schema.</returns>
    internal (SourceNode Output, SourceNode Schema)? Import(SourceObject source)
    {
        scope.Place = source.Place;
        var fields = new Fields(source, "\"output\"", "properties required", _log);
        if (fields.Object("properties") is not { } properties)
        {
            _log.Error(source.Place, "missing_field", "\"output\" needs \"properties\".", "properties: {name: {type: string, value: '{{ … }}'}}");
            return null;
        }

        var (output, schema) = Object(source.Place, properties, fields.Get("required"));
        return (output, schema);
    }

    private (SourceObject Output, SourceObject Schema) Object(Place place, SourceObject properties, SourceNode? required)
    {
        var (output, schemas) = (new ObjectBuilder(place), new ObjectBuilder(place));
        foreach (var property in properties.Members)
        {
            var (value, schema) = Property(property);
            output.Add(property.Name, property.Place, value);
            schemas.Add(property.Name, property.Place, schema);
        }

        var whole = new ObjectBuilder(place).Add("type", place, "object").Add("properties", place, schemas.Build()).Add("required", place, required);
        return (output.Build(), whole.Build());
    }

    private (SourceNode? Value, SourceNode? Schema) Property(SourceMember property)
    {
        if (property.Value is not SourceObject source)
        {
            _log.Error(property.Place, "wrong_type", $"The output property \"{property.Name}\" must be an object with type and value.");
            return default;
        }

        var fields = new Fields(source, "an output property", "type description value properties default", _log);
        var type = fields.Text("type") ?? "";
        if (type is not ("string" or "integer" or "number" or "boolean" or "object" or "array"))
            _log.Error(fields.PlaceOf("type"), "wrong_type", $"The output property \"{property.Name}\" needs a type.", "string, integer, number, boolean, object, array");
        if (fields.Has("value") == fields.Has("properties"))
            _log.Error(property.Place, "wrong_type", $"The output property \"{property.Name}\" needs either value or properties.");
        else if (fields.Object("properties") is { } nested)
            return Nested(nested, fields);
        var schema = new ObjectBuilder(source.Place).Add("type", fields.PlaceOf("type"), type).Add("description", fields.PlaceOf("description"), fields.Text("description"));
        return (Value(fields, type), schema.Build());
    }

    private (SourceNode? Value, SourceNode? Schema) Nested(SourceObject nested, Fields fields)
    {
        var (value, schema) = Object(nested.Place, nested, required: null);
        return (value, fields.Text("description") is { } description
            ? schema with { Members = schema.Members.Insert(1, new SourceMember("description", fields.PlaceOf("description"), new SourceScalar(fields.PlaceOf("description"), Engine.Json.Value.Of(description)))) }
            : schema);
    }

    private SourceNode? Value(Fields fields, string type)
    {
        var place = fields.PlaceOf("value");
        if (fields.Get("value") is not { } written)
            return null;
        if (written is not SourceScalar { Value: { IsText: true } text })
            return TreeTranslator.Literal(written);
        var fallback = fields.Get("default") is { } node ? ExpressionLiteral.Of(Typed(node, type, fields.PlaceOf("default"))) : null;
        return (type switch
        {
            "string" => String(text.Text(), place, fallback),
            "array" or "object" => scope.Texts.Structure(text.Text(), place) is { } structure ? Braced(Defaulted(structure, fallback)) : null,
            _ => Scalar(text.Text(), type, place, fallback),
        }) is { } template ? new SourceScalar(place, Engine.Json.Value.Of(template)) : null;
    }

    private string? String(string text, Place place, string? fallback)
    {
        if (!text.Contains("{{", StringComparison.Ordinal) || !IsWhole(text))
            return scope.Texts.Template(text, place);
        if (scope.Texts.Expression(text, place) is not { } value)
            return null;
        return Braced(ExpressionTranslator.AsText(value with { Text = Defaulted(value.Text, fallback), MayBeNothing = value.MayBeNothing && fallback is null }));
    }

    private string? Scalar(string text, string type, Place place, string? fallback)
    {
        if (!text.Contains("{{", StringComparison.Ordinal))
            return Braced(ExpressionLiteral.Of(Typed(new SourceScalar(place, Engine.Json.Value.Of(text)), type, place)));
        if (scope.Texts.Expression(text, place) is not { } value)
            return null;
        var isTyped = value.Sort == (type == "boolean" ? ValueSort.Boolean : ValueSort.Number);
        var whole = Defaulted(value.Text, fallback);
        return Braced(isTyped ? whole : $"{(type == "boolean" ? "boolean" : "number")}(string({whole}))");
    }

    // ToolHive turns what a default or a text is into the property's type; what cannot be turned is refused.
    private Value Typed(SourceNode node, string type, Place place)
    {
        var value = SourceText.ToValue(node);
        if (!value.IsText || type == "string")
            return type == "string" && !value.IsText ? Engine.Json.Value.Of(value.ToJson()) : value;
        var kind = type switch { "boolean" => ValueKind.Boolean, "array" => ValueKind.List, "object" => ValueKind.Object, _ => ValueKind.Number };
        if (JsonText.TryParse(value.Text().Trim(), out var parsed) && Engine.Json.Value.Of(parsed) is var typed && typed.Kind == kind)
            return typed;
        _log.Error(place, "wrong_type", string.Create(CultureInfo.InvariantCulture, $"This is no {type}."));
        return Engine.Json.Value.Null;
    }

    private static bool IsWhole(string text) => text.StartsWith("{{", StringComparison.Ordinal) && text.IndexOf("}}", StringComparison.Ordinal) == text.Length - 2;

    private static string Defaulted(string expression, string? fallback) => fallback is null ? expression : $"default({expression}, {fallback})";

    private static string Braced(string expression) =>
        Reference().IsMatch(expression) ? expression : $"{{{{ {expression} }}}}";

    [GeneratedRegex(@"^\$[A-Za-z0-9_.]+\z")]
    private static partial Regex Reference();
}
