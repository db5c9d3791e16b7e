using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.EndToEnd.Faults;

/// <summary>A home on a disk that is full, or that nobody may write: root too.</summary>
public sealed class HomeDiskTests : IDisposable
{
    private readonly TestHome _home = new();

    [NeedsMountFact]
    public async Task On_a_full_disk_nothing_is_lost_and_all_is_said_and_with_room_again_tools_are_saved_again()
    {
        using var disk = new Tmpfs(_home.Home);
        await Compose();
        disk.Fill();
        await using (var client = await Client.Connect(_home))
        {
            await client.Process.Says("No space left");
            await Frozen.Check(client, _home, "No space left");
            disk.Free();
            await Frozen.CheckThawed(client, _home);
        }

        await using var next = await Client.Connect(_home);
        Assert.Equal((1, 2), (await Frozen.Number(next, "kept"), await Frozen.Number(next, "lost")));
    }

    [NeedsFileSizeLimitFact]
    public async Task A_write_that_breaks_off_in_the_middle_leaves_the_old_file()
    {
        await Compose();
        await using var client = await Client.Connect(FileSizeLimit.Prepare(_home.Program()));
        // The upstream would inherit the limit, and not start under it.
        Assert.Equal(1, await Frozen.Number(client, "kept"));
        FileSizeLimit.Set(client.Process.Id, "20");
        await Frozen.Check(client, _home, "too large");
        FileSizeLimit.Set(client.Process.Id, "unlimited");
        await Frozen.CheckThawed(client, _home);
    }

    [NeedsMountFact]
    public async Task On_a_disk_that_becomes_read_only_tools_go_on_and_are_saved_again_when_it_can_be_written()
    {
        using var disk = new Tmpfs(_home.Home);
        await Compose();
        await using var client = await Client.Connect(_home);
        Assert.Equal(1, await Frozen.Number(client, "kept"));
        disk.MakeReadOnly();
        await Frozen.Check(client, _home, "Read-only");
        disk.MakeWritable();
        await Frozen.CheckThawed(client, _home);
    }

    [NeedsMountFact]
    public async Task A_program_that_starts_on_a_read_only_home_says_so_and_serves_what_is_there()
    {
        using var disk = new Tmpfs(_home.Home);
        await Compose();
        disk.MakeReadOnly();
        await using var client = await Client.Connect(_home);
        await client.Process.Says("Read-only");
        await Frozen.Check(client, _home, "Read-only");
    }

    public void Dispose() => _home.Dispose();

    // What the upstream listed is forgotten again, so that the next program would write that, too.
    private async Task Compose()
    {
        _home.WithStandIn("s", Frozen.Upstream);
        await using (var author = await Client.Connect(_home))
            await author.Compose(Frozen.Definition("kept", 1));
        File.Delete(Path.Combine(_home.Home, "upstreams.json"));
    }
}
