using ComposeServer.Engine.Json;
using ComposeServer.Engine.Planning;

namespace ComposeServer.Engine.Tests.Planning;

public sealed class PlainSchemaTests
{
    [Theory]
    [InlineData("allOf", "[{}]")]
    [InlineData("anyOf", "[{}]")]
    [InlineData("oneOf", "[{}]")]
    [InlineData("not", "{}")]
    [InlineData("if", "{}")]
    [InlineData("then", "{}")]
    [InlineData("else", "{}")]
    [InlineData("dependentSchemas", "{\"a\":{}}")]
    [InlineData("dependentRequired", "{\"a\":[\"b\"]}")]
    [InlineData("dependencies", "{\"a\":[\"b\"]}")]
    [InlineData("unevaluatedProperties", "false")]
    [InlineData("unevaluatedItems", "false")]
    [InlineData("minProperties", "1")]
    [InlineData("maxProperties", "1")]
    [InlineData("contains", "{}")]
    [InlineData("minContains", "1")]
    [InlineData("maxContains", "1")]
    [InlineData("uniqueItems", "true")]
    [InlineData("$dynamicRef", "\"#a\"")]
    [InlineData("$recursiveRef", "\"#\"")]
    public void What_judges_by_more_than_one_part_is_left_out_wherever_it_stands(string keyword, string value)
    {
        var schema = $$$"""{"type":"object","{{{keyword}}}":{{{value}}},"required":["a"]}""";
        const string Rest = """{"type":"object","required":["a"]}""";
        Assert.Equal(Rest, Plain(schema));
        Assert.Equal($$$"""{"properties":{"p":{{{Rest}}}},"minLength":1}""", Plain($$$"""{"properties":{"p":{{{schema}}}},"minLength":1}"""));
        Assert.Equal($$$"""{"patternProperties":{"p":{{{Rest}}}}}""", Plain($$$"""{"patternProperties":{"p":{{{schema}}}}}"""));
        Assert.Equal($$$"""{"items":{{{Rest}}},"additionalItems":{{{Rest}}}}""", Plain($$$"""{"items":{{{schema}}},"additionalItems":{{{schema}}}}"""));
        Assert.Equal($$$"""{"prefixItems":[{{{Rest}}},true],"additionalProperties":{{{Rest}}}}""", Plain($$$"""{"prefixItems":[{{{schema}}},true],"additionalProperties":{{{schema}}}}"""));
    }

    [Theory]
    [InlineData("""{"$ref":"#/$defs/a","type":"object"}""", "{}")]
    [InlineData("""{"properties":{"p":{"$ref":"#"}}}""", """{"properties":{"p":{}}}""")]
    [InlineData("true", "true")]
    [InlineData("false", "false")]
    [InlineData("""{"const":{"not":1},"enum":[{"if":1}],"default":{"not":1}}""", """{"const":{"not":1},"enum":[{"if":1}],"default":{"not":1}}""")]
    public void A_reference_says_nothing_and_the_rest_stays(string schema, string plain) => Assert.Equal(plain, Plain(schema));

    private static string Plain(string schema) => Value.Of(PlainSchema.Of(JsonText.Parse(schema).ToElement())).ToJson();
}
