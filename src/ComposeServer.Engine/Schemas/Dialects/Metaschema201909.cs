namespace ComposeServer.Engine.Schemas.Dialects;

/// <summary>The metaschema of 2019-09, and those of its vocabularies.</summary>
internal static class Metaschema201909
{
    private const string Address = "https://json-schema.org/draft/2019-09/";

    private const string Schema = """
        {
          "$schema": "https://json-schema.org/draft/2019-09/schema", "$id": "https://json-schema.org/draft/2019-09/schema",
          "$vocabulary": {
            "https://json-schema.org/draft/2019-09/vocab/core": true,
            "https://json-schema.org/draft/2019-09/vocab/applicator": true,
            "https://json-schema.org/draft/2019-09/vocab/validation": true,
            "https://json-schema.org/draft/2019-09/vocab/meta-data": true,
            "https://json-schema.org/draft/2019-09/vocab/format": false,
            "https://json-schema.org/draft/2019-09/vocab/content": true
          },
          "$recursiveAnchor": true,
          "allOf": [{ "$ref": "meta/core" }, { "$ref": "meta/applicator" }, { "$ref": "meta/validation" }, { "$ref": "meta/meta-data" }, { "$ref": "meta/format" }, { "$ref": "meta/content" }],
          "type": ["object", "boolean"],
          "properties": {
            "definitions": { "type": "object", "additionalProperties": { "$recursiveRef": "#" } },
            "dependencies": {
              "type": "object",
              "additionalProperties": { "anyOf": [{ "$recursiveRef": "#" }, { "type": "array", "items": { "type": "string" }, "uniqueItems": true }] }
            }
          }
        }
        """;

    private const string Core = """
        {
          "$schema": "https://json-schema.org/draft/2019-09/schema", "$id": "https://json-schema.org/draft/2019-09/meta/core",
          "$vocabulary": { "https://json-schema.org/draft/2019-09/vocab/core": true }, "$recursiveAnchor": true,
          "type": ["object", "boolean"],
          "properties": {
            "$id": { "type": "string", "format": "uri-reference", "pattern": "^[^#]*#?$" }, "$schema": { "type": "string", "format": "uri" },
            "$ref": { "type": "string", "format": "uri-reference" }, "$recursiveRef": { "type": "string", "format": "uri-reference" },
            "$anchor": { "type": "string", "pattern": "^[A-Za-z][-A-Za-z0-9.:_]*$" }, "$recursiveAnchor": { "type": "boolean" },
            "$vocabulary": { "type": "object", "propertyNames": { "type": "string", "format": "uri" }, "additionalProperties": { "type": "boolean" } },
            "$comment": { "type": "string" },
            "$defs": { "type": "object", "additionalProperties": { "$recursiveRef": "#" } }
          }
        }
        """;

    private const string Applicator = """
        {
          "$schema": "https://json-schema.org/draft/2019-09/schema", "$id": "https://json-schema.org/draft/2019-09/meta/applicator",
          "$vocabulary": { "https://json-schema.org/draft/2019-09/vocab/applicator": true }, "$recursiveAnchor": true,
          "type": ["object", "boolean"],
          "properties": {
            "additionalItems": { "$recursiveRef": "#" }, "unevaluatedItems": { "$recursiveRef": "#" }, "contains": { "$recursiveRef": "#" },
            "items": { "anyOf": [{ "$recursiveRef": "#" }, { "$ref": "#/$defs/schemas" }] },
            "additionalProperties": { "$recursiveRef": "#" }, "unevaluatedProperties": { "$recursiveRef": "#" },
            "properties": { "type": "object", "additionalProperties": { "$recursiveRef": "#" } },
            "patternProperties": { "type": "object", "additionalProperties": { "$recursiveRef": "#" }, "propertyNames": { "format": "regex" } },
            "dependentSchemas": { "type": "object", "additionalProperties": { "$recursiveRef": "#" } },
            "propertyNames": { "$recursiveRef": "#" }, "if": { "$recursiveRef": "#" }, "then": { "$recursiveRef": "#" },
            "else": { "$recursiveRef": "#" }, "not": { "$recursiveRef": "#" },
            "allOf": { "$ref": "#/$defs/schemas" }, "anyOf": { "$ref": "#/$defs/schemas" }, "oneOf": { "$ref": "#/$defs/schemas" }
          },
          "$defs": { "schemas": { "type": "array", "minItems": 1, "items": { "$recursiveRef": "#" } } }
        }
        """;

    private const string Validation = """
        {
          "$schema": "https://json-schema.org/draft/2019-09/schema", "$id": "https://json-schema.org/draft/2019-09/meta/validation",
          "$vocabulary": { "https://json-schema.org/draft/2019-09/vocab/validation": true }, "$recursiveAnchor": true,
          "type": ["object", "boolean"],
          "properties": {
            "type": { "anyOf": [{ "$ref": "#/$defs/type" }, { "type": "array", "items": { "$ref": "#/$defs/type" }, "minItems": 1, "uniqueItems": true }] },
            "const": true, "enum": { "type": "array", "items": true }, "multipleOf": { "type": "number", "exclusiveMinimum": 0 },
            "maximum": { "type": "number" }, "exclusiveMaximum": { "type": "number" }, "minimum": { "type": "number" }, "exclusiveMinimum": { "type": "number" },
            "maxLength": { "$ref": "#/$defs/size" }, "minLength": { "$ref": "#/$defs/size" }, "pattern": { "type": "string", "format": "regex" },
            "maxItems": { "$ref": "#/$defs/size" }, "minItems": { "$ref": "#/$defs/size" }, "uniqueItems": { "type": "boolean" },
            "maxContains": { "$ref": "#/$defs/size" }, "minContains": { "$ref": "#/$defs/size" },
            "maxProperties": { "$ref": "#/$defs/size" }, "minProperties": { "$ref": "#/$defs/size" }, "required": { "$ref": "#/$defs/names" },
            "dependentRequired": { "type": "object", "additionalProperties": { "$ref": "#/$defs/names" } }
          },
          "$defs": {
            "size": { "type": "integer", "minimum": 0 },
            "type": { "enum": ["array", "boolean", "integer", "null", "number", "object", "string"] },
            "names": { "type": "array", "items": { "type": "string" }, "uniqueItems": true }
          }
        }
        """;

    private const string MetaData = """
        {
          "$schema": "https://json-schema.org/draft/2019-09/schema", "$id": "https://json-schema.org/draft/2019-09/meta/meta-data",
          "$vocabulary": { "https://json-schema.org/draft/2019-09/vocab/meta-data": true }, "$recursiveAnchor": true,
          "type": ["object", "boolean"],
          "properties": {
            "title": { "type": "string" }, "description": { "type": "string" }, "default": true, "deprecated": { "type": "boolean" },
            "readOnly": { "type": "boolean" }, "writeOnly": { "type": "boolean" }, "examples": { "type": "array", "items": true }
          }
        }
        """;

    private const string Format = """
        {
          "$schema": "https://json-schema.org/draft/2019-09/schema", "$id": "https://json-schema.org/draft/2019-09/meta/format",
          "$vocabulary": { "https://json-schema.org/draft/2019-09/vocab/format": true }, "$recursiveAnchor": true,
          "type": ["object", "boolean"],
          "properties": {
            "format": { "type": "string" }
          }
        }
        """;

    private const string Content = """
        {
          "$schema": "https://json-schema.org/draft/2019-09/schema", "$id": "https://json-schema.org/draft/2019-09/meta/content",
          "$vocabulary": { "https://json-schema.org/draft/2019-09/vocab/content": true }, "$recursiveAnchor": true,
          "type": ["object", "boolean"],
          "properties": {
            "contentEncoding": { "type": "string" }, "contentMediaType": { "type": "string" }, "contentSchema": { "$recursiveRef": "#" }
          }
        }
        """;

    /// <summary>The text at an address, or null.</summary>
    internal static string? Find(string address) => !address.StartsWith(Address, StringComparison.Ordinal) ? null : address[Address.Length..] switch
    {
        "schema" => Schema,
        "meta/core" => Core,
        "meta/applicator" => Applicator,
        "meta/validation" => Validation,
        "meta/meta-data" => MetaData,
        "meta/format" => Format,
        "meta/content" => Content,
        _ => null,
    };
}
