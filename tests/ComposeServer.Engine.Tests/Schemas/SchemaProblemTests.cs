using System.Text.Json;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Schemas;

namespace ComposeServer.Engine.Tests.Schemas;

public sealed class SchemaProblemTests
{
    private static JsonElement Read(string json) => JsonText.Parse(json).ToElement();

    [Theory]
    [InlineData("3", "", "must be a schema: an object, true or false; it is a number")]
    [InlineData("null", "", "it is null")]
    [InlineData("""{"type":"text"}""", "/type", "must be one of \"string\"")]
    [InlineData("""{"type":[]}""", "/type", "at least one type")]
    [InlineData("""{"type":3}""", "/type", "must be one of")]
    [InlineData("""{"properties":{"a/b":{"type":"int"}}}""", "/properties/a~1b/type", "must be one of")]
    [InlineData("""{"properties":[]}""", "/properties", "must be an object, and is a list")]
    [InlineData("""{"properties":{"a":1}}""", "/properties/a", "must be a schema")]
    [InlineData("""{"required":true}""", "/required", "must be a list of property names")]
    [InlineData("""{"required":[1]}""", "/required", "must be a list of property names")]
    [InlineData("""{"minLength":-1}""", "/minLength", "0 or greater")]
    [InlineData("""{"maxItems":1.5}""", "/maxItems", "must be an integer")]
    [InlineData("""{"maxItems":"1"}""", "/maxItems", "must be an integer")]
    [InlineData("""{"minimum":"1"}""", "/minimum", "must be a number, and is a text")]
    [InlineData("""{"exclusiveMinimum":true}""", "/exclusiveMinimum", "must be a number, and is a boolean")]
    [InlineData("""{"$schema":"http://json-schema.org/draft-04/schema#","exclusiveMinimum":3}""", "/exclusiveMinimum", "true or false in draft-04")]
    [InlineData("""{"$schema":"http://json-schema.org/draft-04/schema#","required":[]}""", "/required", "at least one property in draft-04")]
    [InlineData("""{"multipleOf":0}""", "/multipleOf", "greater than 0")]
    [InlineData("""{"uniqueItems":1}""", "/uniqueItems", "true or false")]
    [InlineData("""{"enum":{}}""", "/enum", "must be a list, and is an object")]
    [InlineData("""{"pattern":"("}""", "/pattern", "the regular expression has a ( without its )")]
    [InlineData("""{"pattern":"(?=a)"}""", "/pattern", "look-around")]
    [InlineData("""{"pattern":1}""", "/pattern", "must be a text, and is a number")]
    [InlineData("""{"patternProperties":{"[":{}}}""", "/patternProperties/[", "has a [ without its ]")]
    [InlineData("""{"items":[{}]}""", "/items", "prefixItems")]
    [InlineData("""{"prefixItems":[]}""", "/prefixItems", "at least one schema")]
    [InlineData("""{"allOf":[]}""", "/allOf", "at least one schema")]
    [InlineData("""{"anyOf":{}}""", "/anyOf", "at least one schema")]
    [InlineData("""{"not":null}""", "/not", "must be a schema")]
    [InlineData("""{"$ref":3}""", "/$ref", "must be a text, and is a number")]
    [InlineData("""{"$ref":"#/$defs/a"}""", "/$ref", "where there is nothing")]
    [InlineData("""{"$ref":"#a"}""", "/$ref", "where there is nothing")]
    [InlineData("""{"$ref":"#/allOf/01","allOf":[{},{}]}""", "/$ref", "where there is nothing")]
    [InlineData("""{"properties":{"a":{"$ref":"https://example.com/x"}}}""", "/properties/a/$ref", "nothing is fetched")]
    [InlineData("""{"$dynamicRef":"#a"}""", "/$dynamicRef", "where there is nothing")]
    [InlineData("""{"$id":3}""", "/$id", "must be a text")]
    [InlineData("""{"$id":"http://example.com/a#b"}""", "/$id", "must not have a fragment")]
    [InlineData("""{"$anchor":"#a"}""", "/$anchor", "must be a name")]
    [InlineData("""{"$ref":"#"}""", "", "refers to itself")]
    [InlineData("""{"properties":{"a":{"$ref":"#/$defs/x"}},"$defs":{"x":{"anyOf":[{"type":"null"},{"$ref":"#/$defs/y"}]},"y":{"allOf":[{"$ref":"#/$defs/x"}]}}}""", "/$defs/x", "refers to itself")]
    [InlineData("""{"$defs":{"unused":{"type":"nothing"}}}""", "/$defs/unused/type", "must be one of")]
    [InlineData("""{"dependencies":{"a":[1]}}""", "/dependencies/a", "must be a list of property names")]
    public void Says_why_it_is_no_schema_and_where(string schema, string path, string message)
    {
        Assert.Null(CompiledSchema.Compile(Read(schema), default, out var problems));
        Assert.Contains(problems, problem => problem.Path.ToString() == path && problem.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void Names_all_problems_at_once()
    {
        Assert.Null(CompiledSchema.Compile(Read("""{"type":"x","minLength":-1,"properties":{"a":{"pattern":"("}}}"""), default, out var problems));
        Assert.Equal(["/type", "/minLength", "/properties/a/pattern"], problems.Select(p => p.Path.ToString()));
    }

    [Fact]
    public void Too_many_schemas_and_too_deep_ones_are_refused()
    {
        var many = $$"""{"anyOf":[{{string.Join(',', Enumerable.Repeat("{}", 20_001))}}]}""";
        Assert.Null(CompiledSchema.Compile(Read(many), default, out var problems));
        Assert.Contains("more than 20000", Assert.Single(problems).Message);
        var deep = string.Concat(Enumerable.Repeat("""{"not":""", 140)) + "{}" + new string('}', 140);
        Assert.Null(CompiledSchema.Compile(Read(deep), default, out problems));
        Assert.Contains("deeper than 128", Assert.Single(problems).Message);
    }

    [Fact]
    public void A_long_chain_of_references_is_no_loop()
    {
        var chain = string.Concat(Enumerable.Range(0, 400).Select(i => $"\"d{i}\":{{\"$ref\":\"#/$defs/d{i + 1}\"}},"));
        Assert.NotNull(CompiledSchema.Compile(Read("{\"$ref\":\"#/$defs/d0\",\"$defs\":{" + chain + "\"d400\":{}}}"), default, out _));
    }
}
