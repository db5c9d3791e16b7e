using ComposeServer.Engine.Json;
using ComposeServer.Engine.Schemas;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Tests.Schemas;

public sealed class SchemaTypesTests
{
    private static JsonType Of(string schema) => SchemaTypes.TypeOf(JsonText.Parse(schema).ToElement());

    [Theory]
    [InlineData("true", (int)Kinds.Any)]
    [InlineData("{}", (int)Kinds.Any)]
    [InlineData("false", (int)Kinds.None)]
    [InlineData("3", (int)Kinds.Any)]
    [InlineData("""{"type":"string"}""", (int)Kinds.Text)]
    [InlineData("""{"type":["integer","null"]}""", (int)(Kinds.Integer | Kinds.Null))]
    [InlineData("""{"type":"text"}""", (int)Kinds.Any)]
    [InlineData("""{"const":1.5}""", (int)Kinds.Fraction)]
    [InlineData("""{"enum":["a",null,2]}""", (int)(Kinds.Text | Kinds.Null | Kinds.Integer))]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"null"}]}""", (int)(Kinds.Text | Kinds.Null))]
    [InlineData("""{"oneOf":[{"type":"string"},{}]}""", (int)Kinds.Any)]
    [InlineData("""{"allOf":[{"type":"number"},{"type":["integer","string"]}]}""", (int)Kinds.Integer)]
    [InlineData("""{"$ref":"#/$defs/a%20b","$defs":{"a b":{"type":"boolean"}}}""", (int)Kinds.Boolean)]
    [InlineData("""{"$ref":"#/allOf/0","allOf":[{"type":"boolean"}]}""", (int)Kinds.Boolean)]
    [InlineData("""{"$ref":"#"}""", (int)Kinds.Any)]
    [InlineData("""{"$ref":"http://example.com/other"}""", (int)Kinds.Any)]
    [InlineData("""{"$ref":"#/nothing/here"}""", (int)Kinds.Any)]
    [InlineData("""{"$schema":"http://json-schema.org/draft-07/schema#","$ref":"#/definitions/a","type":"null","definitions":{"a":{"type":"string"}}}""", (int)Kinds.Text)]
    public void Knows_the_kinds(string schema, int kinds) => Assert.Equal((Kinds)kinds, Of(schema).Kinds);

    [Theory]
    [InlineData("""{"type":"object","properties":{"a":{}}}""", true)]
    [InlineData("""{"type":"object","properties":{"a":{}},"additionalProperties":true}""", false)]
    [InlineData("""{"type":"object","properties":{"a":{}},"patternProperties":{"^x":{}}}""", false)]
    [InlineData("""{"type":"object","additionalProperties":false}""", true)]
    [InlineData("""{"type":"object"}""", false)]
    [InlineData("""{"allOf":[{"properties":{"a":{}}},{"required":["b"]}]}""", true)]
    [InlineData("""{"properties":{"a":{}},"allOf":[{"$ref":"http://example.com/other"}]}""", false)]
    [InlineData("""{"properties":{"a":{}},"allOf":[{"properties":{"b":{}},"additionalProperties":true}]}""", false)]
    [InlineData("""{"properties":{"a":{}},"if":{},"then":{"properties":{"b":{}}}}""", false)]
    [InlineData("""{"properties":{"a":{}},"anyOf":[{"required":["a"]},{"properties":{"b":{}}}]}""", true)]
    public void Is_closed_where_it_has_properties_and_says_nothing_more(string schema, bool closed) => Assert.Equal(closed, Of(schema).Closed);

    [Fact]
    public void Knows_members_and_items()
    {
        var type = Of("""
            {"type":"object","description":"all","required":["a","z"],"properties":{
              "a":{"type":"string","description":"one"},
              "b":{"type":"array","prefixItems":[{"type":"null"}],"items":{"$ref":"#/properties/a"}}},
             "additionalProperties":{"type":"integer"}}
            """);
        Assert.Equal("all", type.Description);
        Assert.Equal("one", type.At("a").Description);
        Assert.False(type.At("a").MayBeNothing);
        Assert.Equal(Kinds.Integer, type.At("z").Kinds);
        Assert.Equal(Kinds.Integer, type.At("other").Kinds);
        Assert.Equal(Kinds.Null, type.At("b").At(0).Kinds);
        Assert.Equal(Kinds.Text, type.At("b").At(1).Kinds);
    }

    [Fact]
    public void Reads_older_dialects_as_they_were_meant()
    {
        var type = Of("""{"$schema":"http://json-schema.org/draft-04/schema#","items":[{"type":"string"}],"additionalItems":{"type":"null"}}""");
        Assert.Equal(Kinds.Text, type.At(0).Kinds);
        Assert.Equal(Kinds.Null, type.At(1).Kinds);
    }

    [Fact]
    public void A_schema_that_holds_itself_ends_in_anything()
    {
        var type = Of("""{"type":"object","properties":{"children":{"type":"array","items":{"$ref":"#"}}}}""");
        Assert.Equal(Kinds.Object, type.At("children").At(0).Kinds);
        Assert.Equal(Kinds.Any, type.At("children").At(0).At("children").At(0).Kinds);
    }
}
