namespace ComposeServer.Engine.Schemas.Dialects;

/// <summary>The metaschema of draft-04.</summary>
internal static class Metaschema04
{
    internal const string Text = """
        {
          "id": "http://json-schema.org/draft-04/schema#", "$schema": "http://json-schema.org/draft-04/schema#",
          "definitions": {
            "schemas": { "type": "array", "minItems": 1, "items": { "$ref": "#" } },
            "map": { "type": "object", "additionalProperties": { "$ref": "#" } },
            "size": { "type": "integer", "minimum": 0 },
            "type": { "enum": ["array", "boolean", "integer", "null", "number", "object", "string"] },
            "names": { "type": "array", "items": { "type": "string" }, "minItems": 1, "uniqueItems": true }
          },
          "type": "object",
          "properties": {
            "id": { "type": "string" }, "$schema": { "type": "string" }, "title": { "type": "string" }, "description": { "type": "string" }, "default": {},
            "multipleOf": { "type": "number", "minimum": 0, "exclusiveMinimum": true },
            "maximum": { "type": "number" }, "exclusiveMaximum": { "type": "boolean" }, "minimum": { "type": "number" }, "exclusiveMinimum": { "type": "boolean" },
            "maxLength": { "$ref": "#/definitions/size" }, "minLength": { "$ref": "#/definitions/size" }, "pattern": { "type": "string", "format": "regex" },
            "additionalItems": { "anyOf": [{ "type": "boolean" }, { "$ref": "#" }] },
            "items": { "anyOf": [{ "$ref": "#" }, { "$ref": "#/definitions/schemas" }] },
            "maxItems": { "$ref": "#/definitions/size" }, "minItems": { "$ref": "#/definitions/size" }, "uniqueItems": { "type": "boolean" },
            "maxProperties": { "$ref": "#/definitions/size" }, "minProperties": { "$ref": "#/definitions/size" }, "required": { "$ref": "#/definitions/names" },
            "additionalProperties": { "anyOf": [{ "type": "boolean" }, { "$ref": "#" }] },
            "definitions": { "$ref": "#/definitions/map" }, "properties": { "$ref": "#/definitions/map" }, "patternProperties": { "$ref": "#/definitions/map" },
            "dependencies": { "type": "object", "additionalProperties": { "anyOf": [{ "$ref": "#" }, { "$ref": "#/definitions/names" }] } },
            "enum": { "type": "array", "minItems": 1, "uniqueItems": true },
            "type": { "anyOf": [{ "$ref": "#/definitions/type" }, { "type": "array", "items": { "$ref": "#/definitions/type" }, "minItems": 1, "uniqueItems": true }] },
            "format": { "type": "string" },
            "allOf": { "$ref": "#/definitions/schemas" }, "anyOf": { "$ref": "#/definitions/schemas" }, "oneOf": { "$ref": "#/definitions/schemas" }, "not": { "$ref": "#" }
          },
          "dependencies": { "exclusiveMaximum": ["maximum"], "exclusiveMinimum": ["minimum"] }
        }
        """;
}
