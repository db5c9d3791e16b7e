using System.Diagnostics;
using System.Text.Json;

namespace ComposeServer.EndToEnd.Harness;

/// <summary>The command line of the MCP Inspector: each command starts the program anew.</summary>
internal sealed class Inspector(TestHome home, Era era)
{
    internal async Task<string[]> Names() =>
        [.. (await Run("tools/list")).GetProperty("tools").EnumerateArray().Select(tool => tool.GetProperty("name").GetString()!)];

    internal Task<JsonElement> Call(string tool, string arguments) => Run("tools/call", "--tool-name", tool, "--tool-args-json", arguments);

    private async Task<JsonElement> Run(string method, params string[] more)
    {
        var script = NodePackages.Script("@modelcontextprotocol/inspector", "clients/launcher/build/index.js");
        var start = new ProcessStartInfo("node",
        [
            script, "--cli", Places.Dotnet, Places.Program, "--home", home.Home,
            "--method", method, .. more, "--format", "json", "--protocol-era", era == Era.Modern ? "modern" : "legacy",
        ])
        { WorkingDirectory = home.Files };
        var done = await Finished.Run(start);
        Assert.True(done.ExitCode == 0, $"The Inspector ended with {done.ExitCode}: {done.Output}\n{done.Errors}");
        return Json.Parse(done.Output).GetProperty("result");
    }
}
