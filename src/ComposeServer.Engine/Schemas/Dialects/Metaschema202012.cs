namespace ComposeServer.Engine.Schemas.Dialects;

/// <summary>The metaschema of 2020-12, and those of its vocabularies.</summary>
internal static class Metaschema202012
{
    private const string Address = "https://json-schema.org/draft/2020-12/";

    private const string Schema = """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://json-schema.org/draft/2020-12/schema",
          "$vocabulary": {
            "https://json-schema.org/draft/2020-12/vocab/core": true,
            "https://json-schema.org/draft/2020-12/vocab/applicator": true,
            "https://json-schema.org/draft/2020-12/vocab/unevaluated": true,
            "https://json-schema.org/draft/2020-12/vocab/validation": true,
            "https://json-schema.org/draft/2020-12/vocab/meta-data": true,
            "https://json-schema.org/draft/2020-12/vocab/format-annotation": true,
            "https://json-schema.org/draft/2020-12/vocab/content": true
          },
          "$dynamicAnchor": "meta",
          "allOf": [{ "$ref": "meta/core" }, { "$ref": "meta/applicator" }, { "$ref": "meta/unevaluated" }, { "$ref": "meta/validation" }, { "$ref": "meta/meta-data" }, { "$ref": "meta/format-annotation" }, { "$ref": "meta/content" }],
          "type": ["object", "boolean"],
          "properties": {
            "definitions": { "type": "object", "additionalProperties": { "$dynamicRef": "#meta" } },
            "dependencies": {
              "type": "object",
              "additionalProperties": { "anyOf": [{ "$dynamicRef": "#meta" }, { "type": "array", "items": { "type": "string" }, "uniqueItems": true }] }
            },
            "$recursiveAnchor": { "$ref": "meta/core#/$defs/anchor" }, "$recursiveRef": { "type": "string", "format": "uri-reference" }
          }
        }
        """;

    private const string Core = """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://json-schema.org/draft/2020-12/meta/core",
          "$vocabulary": { "https://json-schema.org/draft/2020-12/vocab/core": true }, "$dynamicAnchor": "meta",
          "type": ["object", "boolean"],
          "properties": {
            "$id": { "type": "string", "format": "uri-reference", "pattern": "^[^#]*#?$" }, "$schema": { "type": "string", "format": "uri" },
            "$ref": { "type": "string", "format": "uri-reference" }, "$dynamicRef": { "type": "string", "format": "uri-reference" },
            "$anchor": { "$ref": "#/$defs/anchor" }, "$dynamicAnchor": { "$ref": "#/$defs/anchor" },
            "$vocabulary": { "type": "object", "propertyNames": { "type": "string", "format": "uri" }, "additionalProperties": { "type": "boolean" } },
            "$comment": { "type": "string" },
            "$defs": { "type": "object", "additionalProperties": { "$dynamicRef": "#meta" } }
          },
          "$defs": { "anchor": { "type": "string", "pattern": "^[A-Za-z_][-A-Za-z0-9._]*$" } }
        }
        """;

    private const string Applicator = """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://json-schema.org/draft/2020-12/meta/applicator",
          "$vocabulary": { "https://json-schema.org/draft/2020-12/vocab/applicator": true }, "$dynamicAnchor": "meta",
          "type": ["object", "boolean"],
          "properties": {
            "prefixItems": { "$ref": "#/$defs/schemas" },
            "items": { "$dynamicRef": "#meta" }, "contains": { "$dynamicRef": "#meta" }, "additionalProperties": { "$dynamicRef": "#meta" },
            "properties": { "type": "object", "additionalProperties": { "$dynamicRef": "#meta" } },
            "patternProperties": { "type": "object", "additionalProperties": { "$dynamicRef": "#meta" }, "propertyNames": { "format": "regex" } },
            "dependentSchemas": { "type": "object", "additionalProperties": { "$dynamicRef": "#meta" } },
            "propertyNames": { "$dynamicRef": "#meta" }, "if": { "$dynamicRef": "#meta" }, "then": { "$dynamicRef": "#meta" },
            "else": { "$dynamicRef": "#meta" }, "not": { "$dynamicRef": "#meta" },
            "allOf": { "$ref": "#/$defs/schemas" }, "anyOf": { "$ref": "#/$defs/schemas" }, "oneOf": { "$ref": "#/$defs/schemas" }
          },
          "$defs": { "schemas": { "type": "array", "minItems": 1, "items": { "$dynamicRef": "#meta" } } }
        }
        """;

    private const string Unevaluated = """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://json-schema.org/draft/2020-12/meta/unevaluated",
          "$vocabulary": { "https://json-schema.org/draft/2020-12/vocab/unevaluated": true }, "$dynamicAnchor": "meta",
          "type": ["object", "boolean"],
          "properties": {
            "unevaluatedItems": { "$dynamicRef": "#meta" }, "unevaluatedProperties": { "$dynamicRef": "#meta" }
          }
        }
        """;

    private const string Validation = """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://json-schema.org/draft/2020-12/meta/validation",
          "$vocabulary": { "https://json-schema.org/draft/2020-12/vocab/validation": true }, "$dynamicAnchor": "meta",
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
          "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://json-schema.org/draft/2020-12/meta/meta-data",
          "$vocabulary": { "https://json-schema.org/draft/2020-12/vocab/meta-data": true }, "$dynamicAnchor": "meta",
          "type": ["object", "boolean"],
          "properties": {
            "title": { "type": "string" }, "description": { "type": "string" }, "default": true, "deprecated": { "type": "boolean" },
            "readOnly": { "type": "boolean" }, "writeOnly": { "type": "boolean" }, "examples": { "type": "array", "items": true }
          }
        }
        """;

    private const string Format = """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://json-schema.org/draft/2020-12/meta/format-annotation",
          "$vocabulary": { "https://json-schema.org/draft/2020-12/vocab/format-annotation": true }, "$dynamicAnchor": "meta",
          "type": ["object", "boolean"],
          "properties": {
            "format": { "type": "string" }
          }
        }
        """;

    private const string Content = """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://json-schema.org/draft/2020-12/meta/content",
          "$vocabulary": { "https://json-schema.org/draft/2020-12/vocab/content": true }, "$dynamicAnchor": "meta",
          "type": ["object", "boolean"],
          "properties": {
            "contentEncoding": { "type": "string" }, "contentMediaType": { "type": "string" }, "contentSchema": { "$dynamicRef": "#meta" }
          }
        }
        """;

    /// <summary>The text at an address, or null.</summary>
    internal static string? Find(string address) => !address.StartsWith(Address, StringComparison.Ordinal) ? null : address[Address.Length..] switch
    {
        "schema" => Schema,
        "meta/core" => Core,
        "meta/applicator" => Applicator,
        "meta/unevaluated" => Unevaluated,
        "meta/validation" => Validation,
        "meta/meta-data" => MetaData,
        "meta/format-annotation" => Format,
        "meta/content" => Content,
        _ => null,
    };
}
