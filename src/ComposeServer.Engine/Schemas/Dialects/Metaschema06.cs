namespace ComposeServer.Engine.Schemas.Dialects;

/// <summary>The metaschema of draft-06.</summary>
internal static class Metaschema06
{
    internal const string Text = """
        {
          "$id": "http://json-schema.org/draft-06/schema#", "$schema": "http://json-schema.org/draft-06/schema#",
          "definitions": {
            "schemas": { "type": "array", "minItems": 1, "items": { "$ref": "#" } },
            "map": { "type": "object", "additionalProperties": { "$ref": "#" } },
            "size": { "type": "integer", "minimum": 0 },
            "type": { "enum": ["array", "boolean", "integer", "null", "number", "object", "string"] },
            "names": { "type": "array", "items": { "type": "string" }, "uniqueItems": true }
          },
          "type": ["object", "boolean"],
          "properties": {
            "$id": { "type": "string", "format": "uri-reference" }, "$schema": { "type": "string", "format": "uri" }, "$ref": { "type": "string", "format": "uri-reference" },
            "title": { "type": "string" }, "description": { "type": "string" }, "default": true, "examples": { "type": "array", "items": true },
            "multipleOf": { "type": "number", "exclusiveMinimum": 0 },
            "maximum": { "type": "number" }, "exclusiveMaximum": { "type": "number" }, "minimum": { "type": "number" }, "exclusiveMinimum": { "type": "number" },
            "maxLength": { "$ref": "#/definitions/size" }, "minLength": { "$ref": "#/definitions/size" }, "pattern": { "type": "string", "format": "regex" },
            "additionalItems": { "$ref": "#" }, "items": { "anyOf": [{ "$ref": "#" }, { "$ref": "#/definitions/schemas" }] },
            "maxItems": { "$ref": "#/definitions/size" }, "minItems": { "$ref": "#/definitions/size" }, "uniqueItems": { "type": "boolean" }, "contains": { "$ref": "#" },
            "maxProperties": { "$ref": "#/definitions/size" }, "minProperties": { "$ref": "#/definitions/size" }, "required": { "$ref": "#/definitions/names" },
            "additionalProperties": { "$ref": "#" }, "definitions": { "$ref": "#/definitions/map" }, "properties": { "$ref": "#/definitions/map" },
            "patternProperties": { "type": "object", "additionalProperties": { "$ref": "#" }, "propertyNames": { "format": "regex" } },
            "dependencies": { "type": "object", "additionalProperties": { "anyOf": [{ "$ref": "#" }, { "$ref": "#/definitions/names" }] } },
            "propertyNames": { "$ref": "#" }, "const": true, "enum": { "type": "array", "items": true },
            "type": { "anyOf": [{ "$ref": "#/definitions/type" }, { "type": "array", "items": { "$ref": "#/definitions/type" }, "minItems": 1, "uniqueItems": true }] },
            "format": { "type": "string" },
            "allOf": { "$ref": "#/definitions/schemas" }, "anyOf": { "$ref": "#/definitions/schemas" }, "oneOf": { "$ref": "#/definitions/schemas" }, "not": { "$ref": "#" }
          }
        }
        """;
}
