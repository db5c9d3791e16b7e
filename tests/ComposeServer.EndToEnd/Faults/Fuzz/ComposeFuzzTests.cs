using System.Text;
using System.Text.RegularExpressions;
using ComposeServer.EndToEnd.Harness;
using ComposeServer.Engine.Tests.Fuzz.Inputs;

namespace ComposeServer.EndToEnd.Faults.Fuzz;

/// <summary>Whatever is composed: what is refused leaves nothing behind, and what is taken can be called, is on the disk, and is there after a restart.</summary>
public sealed partial class ComposeFuzzTests : IDisposable
{
    private const int AtOnce = 50;

    private static readonly byte[][] Good = [.. CaseUpstream.Cases.Select(test => Encoding.UTF8.GetBytes(test.GetProperty("definition").GetRawText()))];

    private readonly TestHome _home = CaseUpstream.Home();

    [Fact]
    public async Task Any_definition_is_refused_without_a_trace_or_kept_and_called()
    {
        string[] saved;
        await using (var program = await FuzzedProgram.Start(_home))
        {
            foreach (var numbers in FuzzPlan.Numbers(2_660).Chunk(AtOnce))
            {
                var from = program.Client.Process.Count;
                await program.Hold([.. numbers.Select(number => Line(number, "dynamic_tool_compose", Definition(number)))]);
                await program.Hold([.. Taken(program, from).Select(taken => Line(taken.Number, taken.Name, taken.Arguments))]);
                await AssertListed(program.Client);
                Assert.Equal(program.Saved().Order(StringComparer.Ordinal), program.Library().Order(StringComparer.Ordinal));
            }

            saved = program.Library();
        }

        Assert.True(FuzzPlan.Only is not null || saved.Length > 100);
        await AssertThereAgain(saved);
    }

    public void Dispose() => _home.Dispose();

    // Whatever was taken makes no other answer fail.
    private static async Task AssertListed(Client client)
    {
        await client.Names();
        (await client.Call("find_tools", """{"limit":1000}""")).Good();
        (await client.Call("list_composed_tools", """{"includeDefinition":true,"limit":1000}""")).Good();
    }

    // What was saved is read from the disk, planned and available again.
    private async Task AssertThereAgain(string[] saved)
    {
        await using var client = await Client.Connect(_home);
        await client.Names();
        var rows = (await client.ListComposed()).ToDictionary(row => row.GetProperty("name").GetString()!);
        foreach (var name in saved)
            Assert.True(rows[name].GetProperty("available").GetBoolean(), rows[name].ToString());
    }

    private static IEnumerable<(int Number, string Name, byte[] Arguments)> Taken(FuzzedProgram program, int from)
    {
        foreach (var message in program.Client.Process.Between(from, program.Client.Process.Count))
            if (message.TryGetProperty("result", out var result) && result.TryGetProperty("structuredContent", out var body) && body.TryGetProperty("example", out var example))
                yield return (message.GetProperty("id").GetInt32() - GrownLine.FirstId + 10_000_000, example.GetProperty("name").GetString()!, Encoding.UTF8.GetBytes(example.GetProperty("arguments").GetRawText()));
    }

    private static FuzzedLine Line(int number, string tool, byte[] arguments) => FuzzedLine.Of(number, [.. Encoding.UTF8.GetBytes(
        $"{{\"jsonrpc\":\"2.0\",\"id\":{number + GrownLine.FirstId},\"method\":\"tools/call\",\"params\":{{\"name\":{Json.Quoted(tool)},\"arguments\":"), .. arguments, (byte)'}', (byte)'}']);

    private static byte[] Definition(int number)
    {
        var chance = new Chance("compose", number);
        var good = chance.OneIn(2) ? chance.Of(Good) : Encoding.UTF8.GetBytes(new GrownDefinition(chance, CaseUpstream.Names).Text("tested"));
        var definition = Encoding.Latin1.GetString(chance.OneIn(3) ? good : Damage.ToParts(good, chance.Of(Good), chance));
        // Each has a name of its own, and none waits for long.
        definition = Duration().Replace(definition.Replace("\"tested\"", $"\"t{number}\"", StringComparison.Ordinal), "$1\"1ms\"");
        return Encoding.Latin1.GetBytes(definition.Contains("\"timeout\"", StringComparison.Ordinal) ? definition : $"{{\"timeout\":\"2s\",{definition[1..]}");
    }

    [GeneratedRegex("""("(?:timeout|delay|every|maxDelay)"\s*:\s*)("[0-9.]+(s|m|h)"|[0-9.]+)""")]
    private static partial Regex Duration();
}
