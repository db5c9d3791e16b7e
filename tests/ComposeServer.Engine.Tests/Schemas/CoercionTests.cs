using ComposeServer.Engine.Json;
using ComposeServer.Engine.Schemas;

namespace ComposeServer.Engine.Tests.Schemas;

public sealed class CoercionTests
{
    private const string Written = """{ "x": 1 }""";

    private static readonly Value Remembered = Value.Parsed(JsonText.Parse(Written).ToElement(), Written);

    private static Value Coerce(string schema, Value value) =>
        CompiledSchema.Compile(JsonText.Parse(schema).ToElement(), default, out _)!.Coerce(value);

    private static Value Object(string name, Value value) => Value.Of([new Member(name, value)]);

    [Theory]
    [InlineData("""{"properties":{"a":{"type":"string"}}}""", true)]
    [InlineData("""{"properties":{"a":{"type":["string","null"]}}}""", true)]
    [InlineData("""{"properties":{"a":{"type":["string","object"]}}}""", false)]
    [InlineData("""{"properties":{"a":{"type":"object"}}}""", false)]
    [InlineData("""{"properties":{"a":{}}}""", false)]
    [InlineData("{}", false)]
    [InlineData("""{"properties":{"a":{"type":["string","object"],"required":["y"]}}}""", true)]
    [InlineData("""{"properties":{"a":{"type":"integer"}}}""", false)]
    [InlineData("""{"properties":{"a":{"type":"string","maxLength":3}}}""", false)]
    [InlineData("""{"additionalProperties":{"type":"string"}}""", true)]
    [InlineData("""{"patternProperties":{"^a":{"type":"string"}}}""", true)]
    [InlineData("""{"allOf":[{"properties":{"a":{"type":"string"}}},{"properties":{"a":{"maxLength":50}}}]}""", true)]
    [InlineData("""{"anyOf":[{"properties":{"a":{"type":"string"}}},{"properties":{"a":{"type":"integer"}}}]}""", true)]
    [InlineData("""{"oneOf":[{"properties":{"a":{"type":"string"}}},{"properties":{"a":{"type":"object"}}}]}""", false)]
    [InlineData("""{"$ref":"#/$defs/d","$defs":{"d":{"properties":{"a":{"$ref":"#/$defs/s"}}},"s":{"type":"string"}}}""", true)]
    [InlineData("""{"if":{},"then":{"properties":{"a":{"type":"string"}}},"else":{"properties":{"a":{"type":"string"}}}}""", true)]
    [InlineData("""{"$dynamicRef":"#d","$defs":{"d":{"$dynamicAnchor":"d","properties":{"a":{"type":"string"}}}}}""", true)]
    public void The_text_is_used_where_it_fits_and_the_object_does_not(string schema, bool text) =>
        Assert.Equal(text ? Value.Of(Written).ToJson() : Remembered.ToJson(), Coerce(schema, Object("a", Remembered)).Get("a").ToJson());

    [Fact]
    public void Places_inside_lists_and_objects_are_found()
    {
        var schema = """{"properties":{"l":{"type":"array","prefixItems":[{"type":"object"}],"items":{"properties":{"b":{"type":"string"}}}}}}""";
        var value = Object("l", Value.Of([Remembered, Object("b", Remembered)]));
        Assert.Equal($$"""{"l":[{"x":1},{"b":{{Value.Of(Written).ToJson()}}}]}""", Coerce(schema, value).ToJson());
    }

    [Fact]
    public void A_whole_value_may_be_wanted_as_text() => Assert.True(Coerce("""{"type":"string"}""", Remembered).IsText);

    [Fact]
    public void Nothing_else_is_touched()
    {
        var value = JsonText.Parse("""{"a":{"x":1}}""");
        Assert.Equal(value, Coerce("""{"properties":{"a":{"type":"string"}}}""", value));
        Assert.Null(Coerce("""{"properties":{"a":{"type":"object"}}}""", Object("a", Value.Of(1))).Get("a").SourceText);
        Assert.Equal(Written, Coerce("{}", Object("a", Remembered)).Get("a").SourceText);
    }
}
