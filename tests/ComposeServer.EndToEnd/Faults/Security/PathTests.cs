using System.Diagnostics;
using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.EndToEnd.Faults.Security;

/// <summary>The program's own file tools reach nothing outside the folders that they are given, and nothing that is no file.</summary>
public sealed class PathTests : IDisposable
{
    private const string Secret = "what-stands-outside";

    private readonly TestHome _home = new();

    public PathTests()
    {
        File.WriteAllText(Outside, Secret);
        File.WriteAllText(_home.File("inside.txt"), "what-stands-inside");
    }

    private string Outside => Path.Combine(_home.Home, "secret.txt");

    [Theory]
    [InlineData("../home/secret.txt")]
    [InlineData("./a/../../home/secret.txt")]
    [InlineData("..//home//secret.txt")]
    [InlineData("inside.txt/../../home/secret.txt")]
    [InlineData("../HOME/secret.txt")]
    [InlineData("..\\home\\secret.txt")]
    [InlineData("%2e%2e/home/secret.txt")]
    [InlineData("OUTSIDE")]
    [InlineData("file://OUTSIDE")]
    [InlineData("inside.txt\u0000/../../home/secret.txt")]
    public async Task A_path_that_leads_outside_is_refused(string path) => await Refused(path.Replace("OUTSIDE", Outside, StringComparison.Ordinal));

    [NeedsUnixTheory]
    [InlineData("link.txt")]
    [InlineData("folder/secret.txt")]
    [InlineData("chain.txt")]
    public async Task A_link_that_leads_outside_is_refused(string path)
    {
        File.CreateSymbolicLink(_home.File("link.txt"), Outside);
        File.CreateSymbolicLink(_home.File("chain.txt"), _home.File("link.txt"));
        Directory.CreateSymbolicLink(_home.File("folder"), _home.Home);
        await Refused(path);
    }

    [NeedsUnixTheory]
    [InlineData("/dev/zero")]
    [InlineData("/dev/stdin")]
    [InlineData("/proc/self/environ")]
    [InlineData("/proc/self/fd/0")]
    public async Task A_device_is_refused(string path)
    {
        await Refused(path);
        File.CreateSymbolicLink(_home.File("device"), path);
        await Refused("device");
    }

    [NeedsUnixFact]
    public async Task A_pipe_in_the_folder_is_not_waited_for()
    {
        Assert.Equal(0, (await Finished.Run(new ProcessStartInfo("mkfifo", [_home.File("pipe")]))).ExitCode);
        await Refused("pipe");
    }

    [Fact]
    public async Task What_stands_inside_is_read()
    {
        await using var client = await Reader();
        Assert.Equal("what-stands-inside", (await Read(client, "inside.txt")).Good().Text);
    }

    public void Dispose() => _home.Dispose();

    // Neither read, nor listed, nor searched; and the next call is answered.
    private async Task Refused(string path)
    {
        await using var client = await Reader();
        Assert.DoesNotContain(Secret, (await Read(client, path)).Bad().Text, StringComparison.Ordinal);
        foreach (var tool in new[] { "list", "search" })
            Assert.DoesNotContain(Secret, (await client.Call(tool, $$"""{"path":{{Json.Quoted(path)}}}""")).Message.ToString(), StringComparison.Ordinal);
        Assert.Equal("what-stands-inside", (await Read(client, "inside.txt")).Good().Text);
    }

    private async Task<Client> Reader()
    {
        var client = await Client.Connect(_home);
        await client.Compose("""{"name":"read","replace":true,"description":"d","parameters":{"path":"string"},"steps":[{"tool":"files__read_text","params":{"path":"$input.path"}}]}""");
        await client.Compose("""{"name":"list","replace":true,"description":"d","parameters":{"path":"string"},"steps":[{"tool":"files__list","params":{"path":"$input.path"}}]}""");
        await client.Compose("""{"name":"search","replace":true,"description":"d","parameters":{"path":"string"},"steps":[{"tool":"files__search","params":{"path":"$input.path","pattern":"."}}]}""");
        return client;
    }

    private static Task<Answer> Read(Client client, string path) => client.Call("read", $$"""{"path":{{Json.Quoted(path)}}}""");
}
