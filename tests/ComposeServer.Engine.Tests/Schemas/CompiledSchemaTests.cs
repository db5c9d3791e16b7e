using ComposeServer.Engine.Json;
using ComposeServer.Engine.Schemas;

namespace ComposeServer.Engine.Tests.Schemas;

public sealed class CompiledSchemaTests
{
    private static CompiledSchema Of(string schema)
    {
        var compiled = CompiledSchema.Compile(JsonText.Parse(schema).ToElement(), new SchemaOptions(AssertFormats: true), out var problems);
        Assert.True(compiled is not null, string.Join("; ", problems));
        return compiled;
    }

    private static string Faults(string schema, string value, int most = 20) =>
        string.Join("\n", Of(schema).Validate(JsonText.Parse(value), most).Select(f => $"{f.Path} {f.Code}: {f.Message}{(f.Suggestion is null ? "" : $" [{f.Suggestion}]")}"));

    [Theory]
    [InlineData("""{"type":"integer"}""", "\"5\"", " wrong_type: must be an integer, and is a text [write the number without quotes]")]
    [InlineData("""{"type":"integer"}""", "1.5", " wrong_type: must be an integer, and is a number with a fraction")]
    [InlineData("""{"type":["string","null"]}""", "[]", " wrong_type: must be a text or null, and is a list")]
    [InlineData("""{"type":"string","minLength":3,"enum":["abc"]}""", "7", " wrong_type: must be a text, and is a number")]
    [InlineData("""{"enum":["celsius","fahrenheit"]}""", "\"celcius\"", """ invalid_argument: is not one of "celsius", "fahrenheit" [celsius]""")]
    [InlineData("""{"const":1}""", "2", " invalid_argument: must be 1")]
    [InlineData("""{"minimum":3}""", "2", " invalid_argument: must be at least 3")]
    [InlineData("""{"maximum":3}""", "4", " invalid_argument: must be at most 3")]
    [InlineData("""{"exclusiveMinimum":3}""", "3", " invalid_argument: must be greater than 3")]
    [InlineData("""{"exclusiveMaximum":3}""", "3", " invalid_argument: must be less than 3")]
    [InlineData("""{"multipleOf":0.5}""", "0.3", " invalid_argument: must be a multiple of 0.5")]
    [InlineData("""{"minLength":1}""", "\"\"", " invalid_argument: must have at least 1 character, and has 0")]
    [InlineData("""{"maxItems":2}""", "[1,2,3]", " invalid_argument: must have at most 2 items, and has 3")]
    [InlineData("""{"minProperties":2}""", "{}", " invalid_argument: must have at least 2 properties, and has 0")]
    [InlineData("""{"pattern":"^a"}""", "\"b\"", " invalid_argument: must match the regular expression ^a")]
    [InlineData("""{"format":"date"}""", "\"b\"", " invalid_argument: must be a text in the format date, such as 2024-05-31")]
    [InlineData("""{"uniqueItems":true}""", "[1,2,1.0]", "/2 invalid_argument: is in the list already, and the items must differ")]
    [InlineData("""{"prefixItems":[{}],"items":false}""", "[1,2]", "/1 invalid_argument: is one item too many: the list takes 1")]
    [InlineData("""{"contains":{"type":"null"}}""", "[1]", " invalid_argument: must have at least 1 of the items that the schema's contains wants, and has 0")]
    [InlineData("""{"contains":{"type":"null"},"maxContains":0,"minContains":0}""", "[null]", " invalid_argument: must have at most 0 of the items that the schema's contains wants, and has 1")]
    [InlineData("""{"not":{"type":"null"}}""", "null", " invalid_argument: is what the schema excludes by its not")]
    [InlineData("false", "null", " invalid_argument: is not allowed here")]
    [InlineData("""{"propertyNames":{"maxLength":1}}""", """{"ab":1}""", """/ab invalid_argument: the name "ab" must have at most 1 character, and has 2""")]
    [InlineData("""{"dependentRequired":{"a":["b"]}}""", """{"a":1}""", """/b missing_argument: "b" is required where "a" is given, and missing""")]
    [InlineData("""{"dependentSchemas":{"a":{"required":["c"]}}}""", """{"a":1}""", """/c missing_argument: "c" is required, and missing""")]
    [InlineData("""{"if":{"required":["a"]},"then":{"required":["b"]}}""", """{"a":1}""", """/b missing_argument: "b" is required, and missing""")]
    [InlineData("""{"additionalProperties":false}""", """{"a":1}""", """/a unknown_argument: "a" is not known here; no property of another name is either""")]
    [InlineData("""{"properties":{"a":{}},"unevaluatedProperties":false}""", """{"b":1}""", """/b unknown_argument: "b" is not known here""")]
    [InlineData("""{"prefixItems":[{}],"unevaluatedItems":{"type":"null"}}""", "[1,2]", "/1 wrong_type: must be null, and is a number")]
    [InlineData("""{"unevaluatedProperties":{"type":"null"}}""", """{"b":1}""", "/b wrong_type: must be null, and is a number")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"null"}]}""", "true", " wrong_type: must be a text or null, and is a boolean")]
    [InlineData("""{"anyOf":[{"required":["a"]},{"required":["b"]}]}""", "{}", "/a missing_argument: must be given, or one of the others: a, b")]
    [InlineData("""{"anyOf":[{"type":"null"},{"type":"object","required":["a"]}]}""", "{}", "/a missing_argument: \"a\" is required, and missing")]
    [InlineData("""{"oneOf":[{"properties":{"kind":{"const":"x"},"n":{"type":"integer"}}},{"properties":{"kind":{"const":"y"},"n":{"type":"string"}}}]}""", """{"kind":"y","n":1}""", "/n wrong_type: must be a text, and is a number")]
    [InlineData("""{"oneOf":[{"minimum":1},{"minimum":2}]}""", "3", " invalid_argument: must fit exactly one schema of oneOf, and fits those at 0, 1")]
    [InlineData("""{"$ref":"#/$defs/a","$defs":{"a":{"items":{"$dynamicRef":"#x"}},"b":{"$dynamicAnchor":"x","type":"null"}}}""", "[1]", "/0 wrong_type: must be null, and is a number")]
    public void Says_what_is_wrong_and_where(string schema, string value, string faults) => Assert.Equal(faults, Faults(schema, value));

    [Fact]
    public void Names_every_fault_at_once_and_the_nearest_name()
    {
        const string Schema = """{"type":"object","properties":{"message":{"type":"string"},"tab":{"type":"object","properties":{"a/b":{"type":"integer"}}}},"required":["message"],"additionalProperties":false}""";
        Assert.Equal(
            """
            /message missing_argument: "message" is required, and missing; it must be a text
            /mesage unknown_argument: "mesage" is not known here; known are "message", "tab" [message]
            /tab/a~1b wrong_type: must be an integer, and is a list
            """,
            Faults(Schema, """{"mesage":"x","tab":{"a/b":[]}}"""));
        Assert.Equal("""/message missing_argument: "message" is required, and missing; it must be a text""", Faults(Schema, """{"mesage":"x"}""", most: 1));
    }

    [Fact]
    public void Long_choices_and_many_of_them_are_cut()
    {
        var schema = $$"""{"enum":["{{new string('x', 100)}}",{{string.Join(',', Enumerable.Range(0, 30))}}]}""";
        Assert.EndsWith("17, 18 or 11 more", Faults(schema, "\"secret\""));
        Assert.Contains("xxx…", Faults(schema, "\"secret\""));
        Assert.DoesNotContain("secret", Faults(schema, "\"secret\""));
    }

    [Fact]
    public void Many_choices_are_found_by_value()
    {
        var schema = Of("""{"enum":[1,2,3,4,5,6,7,8,9,[{"a":1.0}],null,"x"]}""");
        Assert.True(schema.IsValid(JsonText.Parse("""[{"a":1}]""")));
        Assert.True(schema.IsValid(JsonText.Parse("9.0")));
        Assert.False(schema.IsValid(JsonText.Parse("[{}]")));
    }

    [Fact]
    public void A_value_that_takes_too_much_work_is_refused()
    {
        // Each level judges the next one twice.
        var schema = Of("""{"$defs":{"t":{"anyOf":[{"items":{"$ref":"#/$defs/t"},"maxItems":1,"not":{}},{"items":{"$ref":"#/$defs/t"},"maxItems":1,"type":["array","integer"]}]}},"$ref":"#/$defs/t"}""");
        var value = JsonText.Parse(new string('[', 40) + "\"x\"" + new string(']', 40));
        Assert.False(schema.IsValid(value));
        Assert.Equal("too_complex", Assert.Single(schema.Validate(value)).Code);
    }

    [Fact]
    public void A_value_that_nests_too_deep_is_refused()
    {
        var schema = Of("""{"items":{"$ref":"#"}}""");
        Assert.True(schema.IsValid(JsonText.Parse(new string('[', 200) + new string(']', 200))));
        Assert.Equal("too_complex", Assert.Single(schema.Validate(JsonText.Parse(new string('[', 700) + new string(']', 700)))).Code);
    }

    [Fact]
    public void Many_threads_share_one_schema()
    {
        var schema = Of("""{"type":"object","properties":{"n":{"type":"integer","minimum":0}},"unevaluatedProperties":false}""");
        Parallel.For(0, 1_000, i => Assert.Equal(i % 2 == 0, schema.IsValid(JsonText.Parse(i % 2 == 0 ? """{"n":1}""" : """{"n":-1}"""))));
    }
}
