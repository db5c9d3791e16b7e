using System.Diagnostics;
using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.EndToEnd;

/// <summary>The start, while the home is still being opened.</summary>
public sealed class OpeningTests : IDisposable
{
    private readonly TestHome _home = new();

    [NeedsUnixFact]
    public async Task The_handshake_does_not_wait_for_the_home_and_the_list_does()
    {
        // A file that gives nothing until somebody writes into it.
        var servers = Path.Combine(_home.Home, "servers.json");
        Assert.Equal(0, (await Finished.Run(new ProcessStartInfo("mkfifo", [servers]))).ExitCode);
        await using var client = await Client.Connect(_home);
        var list = await client.Send("tools/list");
        var before = (await client.Request("ping")).Position;
        Assert.DoesNotContain(client.Process.Between(0, before), message => Client.IsAnswer(message) && message.GetProperty("id").GetInt32() == list);
        // It is read more than once: what watches it looks too.
        using var writer = Process.Start(new ProcessStartInfo("sh", ["-c", $"while :; do echo '{{}}' > '{servers}'; done"]))!;
        Assert.Contains((await client.AnswerTo(list)).Result.GetProperty("tools").EnumerateArray(), tool => tool.GetProperty("name").ValueEquals("dynamic_tool_compose"));
        writer.Kill();
    }

    public void Dispose() => _home.Dispose();
}
