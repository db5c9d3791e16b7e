using ComposeServer.EndToEnd.Harness;
using ComposeServer.Engine.Tests.Fuzz.Inputs;

namespace ComposeServer.EndToEnd.Faults.Security;

/// <summary>Regular expressions and schemas that are made to take for ever do not: they are refused, or bounded, and others are answered meanwhile.</summary>
public sealed class SlownessTests : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    private readonly TestHome _home = new();

    [Theory]
    [InlineData("(a+)+$")]
    [InlineData("(a|aa)+$")]
    [InlineData("(a*)*b")]
    [InlineData("((a{0,50}){0,50}){0,50}b")]
    [InlineData("(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)b")]
    public async Task A_pattern_that_backtracks_without_end_ends(string pattern)
    {
        await using var client = await Client.Connect(_home);
        var text = new string('a', 50_000) + "!";
        foreach (var expression in new[] { $"search($input.t, '{pattern}')", $"replaceAll($input.t, '{pattern}', '')", $"capture($input.t, '{pattern}')" })
        {
            var composed = await client.Call("dynamic_tool_compose", $$$"""{"name":"slow","replace":true,"description":"d","parameters":{"t":"string"},"steps":[{"value":{{{Json.Quoted($"{{{{ {expression} }}}}")}}}}]}""");
            if (!composed.IsError)
                await client.Call("slow", $$"""{"t":"{{text}}"}""").WaitAsync(Bound);
        }

        Assert.Equal("{}", (await client.Request("ping")).Result.GetRawText());
    }

    // The clock of the linear engine, which looks at it every ten thousand characters only, would end none of these.
    [Theory]
    [InlineData("([a-z]|[a-z]{1,50}){1,100}Z")]
    [InlineData("([ab]{0,20}a[ab]{0,9}){1,20}Z")]
    [InlineData("(a|b|ab|ba|aa){1,5000}Z")]
    public async Task A_pattern_that_multiplies_its_states_ends_in_its_second(string pattern)
    {
        await using var client = await Client.Connect(_home);
        await client.Compose($$$"""{"name":"found","description":"d","parameters":{"t":"string"},"steps":[{"value":{{{Json.Quoted($"{{{{ search($input.t, '{pattern}') }}}}")}}}}]}""");
        await client.Compose($$"""{"name":"fits","description":"d","parameters":{"type":"object","properties":{"t":{"type":"string","pattern":"{{pattern}}"} } },"steps":[{"value":1}]}""");
        File.WriteAllText(_home.File("long.txt"), Text);
        await client.Compose($$"""{"name":"lines","description":"d","steps":[{"tool":"files__search","params":{"pattern":"{{pattern}}"} }]}""");
        await Task.WhenAll(client.Call("found", $$"""{"t":"{{Text}}"}"""), client.Call("fits", $$"""{"t":"{{Text}}"}"""), client.Call("lines")).WaitAsync(Bound);
        Assert.Equal("{}", (await client.Request("ping")).Result.GetRawText());
    }

    [Fact]
    public async Task Many_texts_that_are_each_done_in_time_are_not_together_for_ever()
    {
        await using var client = await Client.Connect(_home);
        await client.Compose("""{"name":"all","description":"d","parameters":{"l":"array"},"steps":[{"value":"{{ length($input.l[?search(@, '([ab]{0,9}a[ab]{0,9}){1,5}Z')]) }}"}]}""");
        await client.Compose("""{"name":"fit","description":"d","parameters":{"type":"object","properties":{"l":{"type":"array","items":{"type":"string","pattern":"([ab]{0,9}a[ab]{0,9}){1,5}Z"} } } },"steps":[{"value":1}]}""");
        var list = $"[{string.Join(',', Enumerable.Range(0, 1_000).Select(i => $"\"{Letters.Of(240, i)}\""))}]";
        foreach (var answer in await Task.WhenAll(client.Call("all", $$"""{"l":{{list}}}"""), client.Call("fit", $$"""{"l":{{list}}}""")).WaitAsync(Bound))
            answer.Bad();
    }

    [Fact]
    public async Task Thousands_of_names_are_not_each_compared_with_thousands_of_others()
    {
        const int Many = 8_000;
        var known = string.Join(',', Enumerable.Range(0, Many).Select(i => $"\"property_number_{i}\":{{}}"));
        var given = $"{{{string.Join(',', Enumerable.Range(0, Many).Select(i => $"\"another_name_{i}\":1"))}}}";
        _home.WithStandIn("up", $$"""{ "tools": [{ "name": "open", "inputSchema": { "type": "object", "properties": { {{known}} } } }, { "name": "closed", "inputSchema": { "type": "object", "properties": { {{known}} }, "additionalProperties": false } }] }""");
        await using var client = await Client.Connect(_home);
        await client.Compose("""{"name":"hands","description":"d","parameters":{"a":"object"},"steps":[{"tool":"up__closed","params":"$input.a"}]}""");
        (await client.Call("hands", $$"""{"a":{{given}}}""").WaitAsync(Bound)).Bad();
        foreach (var tool in new[] { "open", "closed" })
            await client.Call("dynamic_tool_compose", $$"""{"name":"{{tool}}","description":"d","steps":[{"tool":"up__{{tool}}","params":{{given}} }]}""").WaitAsync(Bound);
        (await client.Call("dynamic_tool_compose", $$"""{"name":"long","description":"d","steps":[{"tool":"{{new string('x', 900_000)}}"}]}""").WaitAsync(Bound)).Bad();
    }

    [Theory]
    [InlineData("""{"type":"string","pattern":"^(a+)+$"}""", "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\"")]
    [InlineData("""{"type":"object","patternProperties":{"^(a|aa)+$":{"type":"integer"}}}""", """{"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!":1}""")]
    [InlineData("""{"$defs":{"a":{"anyOf":[{"$ref":"#/$defs/b"},{"$ref":"#/$defs/b"}]},"b":{"anyOf":[{"$ref":"#/$defs/c"},{"$ref":"#/$defs/c"}]},"c":{"anyOf":[{"$ref":"#/$defs/d"},{"$ref":"#/$defs/d"}]},"d":{"type":"array","items":{"$ref":"#/$defs/a"}}},"$ref":"#/$defs/a"}""", "[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]")]
    [InlineData("""{"type":"array","uniqueItems":true}""", "THOUSANDS")]
    public async Task A_schema_that_multiplies_its_work_ends(string schema, string value)
    {
        await using var client = await Client.Connect(_home);
        var composed = await client.Call("dynamic_tool_compose", $$$"""{"name":"slow","description":"d","parameters":{"v":{{{schema}}}},"steps":[{"value":1}]}""");
        var numbers = $"[{string.Join(',', Enumerable.Range(0, 20_000))}]";
        if (!composed.IsError)
            await client.Call("slow", $$"""{"v":{{value.Replace("THOUSANDS", numbers, StringComparison.Ordinal)}}}""").WaitAsync(Bound);
        Assert.Equal("{}", (await client.Request("ping")).Result.GetRawText());
    }

    public void Dispose() => _home.Dispose();

    private static string Text { get; } = Letters.Of(9_000, 1);
}
