using System.Text;
using ComposeServer.EndToEnd.Harness;
using ComposeServer.Engine.Tests.Fuzz.Inputs;

namespace ComposeServer.EndToEnd.Faults.Fuzz;

/// <summary>Whatever stands in a line of standard input: each request is answered once, nothing is harmed, and the program goes on.</summary>
public sealed class LineFuzzTests : IDisposable
{
    private const int AtOnce = 100;

    private readonly List<TestHome> _homes = [];

    [Fact]
    public async Task Any_lines_leave_a_program_that_answers_each_request_once()
    {
        await using var program = await FuzzedProgram.Start(Home());
        foreach (var numbers in FuzzPlan.Numbers(5_000).Chunk(AtOnce))
        {
            var lines = numbers.Select(Make).ToArray();
            try
            {
                await program.Hold(lines);
                Assert.Subset(program.Saved().ToHashSet(), program.Library().ToHashSet());
            }
            catch (Exception failure)
            {
                Assert.Fail($"{failure.Message}\n{await Culprit(lines)}");
            }
        }
    }

    public void Dispose() => _homes.ForEach(home => home.Dispose());

    private static FuzzedLine Make(int number)
    {
        var chance = new Chance("lines", number);
        var bytes = Encoding.UTF8.GetBytes(new GrownLine(chance, number).Text());
        if (chance.OneIn(2))
            bytes = Damage.ToParts(bytes, Encoding.UTF8.GetBytes(new GrownLine(chance, number).Text()), chance);
        return FuzzedLine.Of(number, chance.OneIn(4) ? Damage.ToBytes(bytes, chance) : bytes);
    }

    // Each line alone, until one of them does it.
    private async Task<string> Culprit(FuzzedLine[] lines)
    {
        await using var program = await FuzzedProgram.Start(Home());
        foreach (var line in lines)
            try
            {
                await program.Hold([line]);
            }
            catch (Exception failure)
            {
                return $"It is this line, alone: {failure.Message}\n{line}";
            }

        return $"No line does it alone; together they are\n{string.Join('\n', lines.Select(line => line.ToString()))}";
    }

    private TestHome Home()
    {
        var home = new TestHome();
        File.WriteAllText(home.File("a.txt"), "text");
        _homes.Add(home);
        return home;
    }
}
