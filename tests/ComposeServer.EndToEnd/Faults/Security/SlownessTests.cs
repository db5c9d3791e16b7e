using ComposeServer.EndToEnd.Harness;

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
}
