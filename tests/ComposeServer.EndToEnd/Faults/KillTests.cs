using ComposeServer.EndToEnd.Harness;
using Xunit.Abstractions;

namespace ComposeServer.EndToEnd.Faults;

/// <summary>A program that is killed (SIGKILL) at any moment while tools are composed, replaced and removed.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Homes = 2;

    // COMPOSER_KILLS=2000 asks for more.
    private static readonly int Kills = Wanted.Of("COMPOSER_KILLS", 200);

    [NeedsUnixFact]
    public async Task The_library_is_as_it_was_acknowledged_last_or_as_it_was_being_written()
    {
        // Two side by side: a start is mostly waiting for one processor.
        var homes = Enumerable.Range(0, Homes).Select(seed => new KilledHome(seed)).ToArray();
        try
        {
            await Task.WhenAll(homes.Select(home => Task.Run(() => home.Kill(Kills / Homes))));
        }
        finally
        {
            foreach (var home in homes)
                home.Dispose();
        }

        var (all, writing, unacknowledged) = (homes.Sum(home => home.Acknowledged), homes.Sum(home => home.KilledWriting), homes.Sum(home => home.Unacknowledged));
        output.WriteLine($"{Kills} kills: {all} changes acknowledged; {writing} times a half-written file was left, {unacknowledged} times a change that nobody had been told of was there.");
        // Or it was none of the moments that matter.
        Assert.InRange(writing, Kills / 50, Kills);
    }
}
