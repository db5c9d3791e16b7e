using ComposeServer.Engine.Json;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Tests.Types;

public sealed class JsonTypeTests
{
    private static readonly JsonType Person = JsonType.Object with
    {
        Properties = JsonType.Any.Properties.Add("name", new PropertyType(JsonType.Text, true)).Add("age", new PropertyType(JsonType.Integer, false)),
        Closed = true,
    };

    private static readonly JsonType Pair = JsonType.List with { First = [JsonType.Text, JsonType.Integer], Items = JsonType.Boolean };

    [Fact]
    public void A_member_that_is_always_there_cannot_be_nothing()
    {
        Assert.False(Person.At("name").MayBeNothing);
        Assert.True((Person with { Kinds = Kinds.Object | Kinds.Null }).At("name").MayBeNothing);
        Assert.True(Person.At("age").MayBeNothing);
        Assert.Equal(Kinds.Integer, Person.At("age").Kinds);
    }

    [Fact]
    public void A_name_that_cannot_be_there_is_nothing_only()
    {
        Assert.Equal(Kinds.None, Person.At("phone").Kinds);
        Assert.True(Person.At("phone").MayBeNothing);
        Assert.Equal(Kinds.Any, (Person with { Closed = false }).At("phone").Kinds);
        Assert.Equal(Kinds.Text, (Person with { Others = JsonType.Text }).At("phone").Kinds);
        Assert.Equal(Kinds.None, JsonType.Text.At("name").Kinds);
    }

    [Fact]
    public void Items_are_known_by_place_and_all_together()
    {
        Assert.Equal(Kinds.Integer, Pair.At(1).Kinds);
        Assert.Equal(Kinds.Boolean, Pair.At(7).Kinds);
        Assert.Equal(Kinds.Text | Kinds.Integer | Kinds.Boolean, Pair.At(-1).Kinds);
        Assert.Equal(Kinds.Text | Kinds.Integer | Kinds.Boolean, Pair.ItemType().Kinds);
        Assert.Equal(Kinds.Any, JsonType.List.At(0).Kinds);
        Assert.Equal(Kinds.None, JsonType.Text.At(0).Kinds);
        Assert.Equal(Kinds.None, JsonType.Text.ItemType().Kinds);
    }

    [Fact]
    public void A_union_holds_the_values_of_both()
    {
        var other = JsonType.Object with { Properties = JsonType.Any.Properties.Add("name", new PropertyType(JsonType.Null, true)), Closed = true };
        var union = JsonType.Union(Person, other);
        Assert.Equal(Kinds.Text | Kinds.Null, union.At("name").Kinds);
        Assert.True(union.Properties["name"].Required);
        Assert.Equal(Kinds.Integer, union.At("age").Kinds);
        Assert.True(union.Closed);
        Assert.Equal(Kinds.None, union.At("phone").Kinds);
        Assert.Equal("text or object", JsonType.Union(JsonType.Text, Person).ToString());
        Assert.Equal(Kinds.Text, JsonType.Union(JsonType.Text, Person).At("name").Kinds);
        Assert.Equal(Kinds.Any, JsonType.Union(JsonType.Object, Person).At("phone").Kinds);
        Assert.Equal(Kinds.Any, JsonType.Union(Pair, JsonType.List).ItemType().Kinds);
        Assert.Equal(Kinds.Text | Kinds.Null, JsonType.Union(Pair, JsonType.ListOf(JsonType.Null)).At(0).Kinds);
    }

    [Fact]
    public void An_intersection_holds_only_what_is_of_both()
    {
        var more = JsonType.Object with { Properties = JsonType.Any.Properties.Add("id", new PropertyType(JsonType.Number, true)), Closed = true };
        var both = JsonType.Intersect(Person, more);
        Assert.Equal(["age", "id", "name"], both.Properties.Keys);
        Assert.True(both.Closed);
        Assert.True(JsonType.Intersect(Person, JsonType.Object).Closed);
        Assert.False(JsonType.Intersect(Person, JsonType.Object with { Others = JsonType.Any }).Closed);
        Assert.Equal(Kinds.Integer, JsonType.Intersect(JsonType.Number, JsonType.Integer).Kinds);
        Assert.Equal(Kinds.None, JsonType.Intersect(JsonType.Text, JsonType.Integer).Kinds);
        Assert.Equal(Kinds.Integer, JsonType.Intersect(JsonType.ListOf(JsonType.Number), JsonType.ListOf(JsonType.Integer)).ItemType().Kinds);
        Assert.Equal(Kinds.Text, JsonType.Intersect(Pair, JsonType.List).At(0).Kinds);
    }

    [Theory]
    [InlineData((int)Kinds.Text, "text")]
    [InlineData((int)Kinds.Number, "number")]
    [InlineData((int)Kinds.Integer, "integer")]
    [InlineData((int)(Kinds.Object | Kinds.List), "object or list")]
    [InlineData((int)(Kinds.Text | Kinds.Null | Kinds.Boolean), "text, boolean or null")]
    [InlineData((int)Kinds.Any, "anything")]
    [InlineData((int)Kinds.None, "nothing")]
    public void Kinds_read_as_words(int kinds, string words) => Assert.Equal(words, JsonType.Of((Kinds)kinds).ToString());

    [Theory]
    [InlineData("1.0", (int)Kinds.Integer)]
    [InlineData("1e2", (int)Kinds.Integer)]
    [InlineData("1.5", (int)Kinds.Fraction)]
    [InlineData("\"\"", (int)Kinds.Text)]
    [InlineData("null", (int)Kinds.Null)]
    [InlineData("false", (int)Kinds.Boolean)]
    public void A_value_is_of_one_kind(string json, int kind) => Assert.Equal((Kinds)kind, KindWords.Of(JsonText.Parse(json)));

    [Fact]
    public void A_schema_keeps_what_is_known_and_refuses_nothing()
    {
        Assert.Equal("{}", TypeSchema.Write(JsonType.Any).ToJson());
        Assert.Equal("""{"type":["null","number"]}""", TypeSchema.Write(JsonType.Of(Kinds.Number | Kinds.Null)).ToJson());
        Assert.Equal("""{"type":"number"}""", TypeSchema.Write(JsonType.Of(Kinds.Fraction)).ToJson());
        Assert.Equal("""{"type":"object","properties":{"age":{"type":"integer"},"name":{"type":"string"}}}""", TypeSchema.Write(Person).ToJson());
        Assert.Equal(
            """{"type":"object","description":"who","properties":{"age":{"type":"integer"},"name":{"type":"string"}},"additionalProperties":true}""",
            TypeSchema.Write(Person with { Closed = false, Description = "who" }).ToJson());
        Assert.Equal(
            """{"type":"array","prefixItems":[{"type":"string"},{"type":"integer"}],"items":{"type":"boolean"}}""",
            TypeSchema.Write(Pair).ToJson());
        Assert.Equal("""{"type":"object","additionalProperties":{"type":"string"}}""", TypeSchema.Write(JsonType.Object with { Others = JsonType.Text }).ToJson());
    }

    [Fact]
    public void A_schema_of_a_type_without_end_ends()
    {
        var type = JsonType.Text;
        for (var i = 0; i < 100; i++)
            type = JsonType.ListOf(type);
        Assert.EndsWith("{}" + new string('}', 25), TypeSchema.Write(type).ToJson());
    }
}
