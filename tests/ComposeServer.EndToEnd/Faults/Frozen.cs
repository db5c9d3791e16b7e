using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.EndToEnd.Faults;

/// <summary>What must hold while a home cannot be written.</summary>
internal static class Frozen
{
    internal const string Upstream = """{ "tools": [{ "name": "t", "inputSchema": { "type": "object" } }] }""";

    /// <summary>A tool that gives a number, over an upstream's.</summary>
    internal static string Definition(string name, int number, string more = "\"save\":true") =>
        $$$"""{"name":"{{{name}}}","description":"d",{{{more}}},"steps":[{"tool":"s__t"},{"value":{"n":{{{number}}}} }]}""";

    /// <summary>Nothing can be saved, replaced or removed, which is said with the reason; what is there works, and stays as it is to the byte.</summary>
    internal static async Task Check(Client client, TestHome home, string reason)
    {
        var before = File.ReadAllBytes(home.Library);
        await IsRefused(client, "dynamic_tool_compose", Definition("lost", 2), reason);
        await IsRefused(client, "dynamic_tool_compose", Definition("kept", 2, "\"replace\":true"), reason);
        await IsRefused(client, "remove_composed_tool", """{"name":"kept"}""", reason);
        Assert.Equal(1, await Number(client, "kept"));
        Assert.DoesNotContain("lost", await client.Names());
        await client.Compose(Definition("unsaved", 3, "\"save\":false"));
        Assert.Equal(3, await Number(client, "unsaved"));
        Assert.Equal(before, File.ReadAllBytes(home.Library));
        Assert.Empty(Directory.GetFiles(home.Home, "*.tmp"));
    }

    /// <summary>Now it can be written again.</summary>
    internal static async Task CheckThawed(Client client, TestHome home)
    {
        await client.Compose(Definition("lost", 2));
        Assert.Equal(2, await Number(client, "lost"));
        Assert.Equal(["kept", "lost"], home.SavedDefinitions().Keys.Order());
    }

    internal static async Task<int> Number(Client client, string tool) => (await client.Call(tool)).Good().Structured.GetProperty("n").GetInt32();

    internal static async Task IsRefused(Client client, string tool, string arguments, string reason)
    {
        var error = (await client.Call(tool, arguments)).Bad().Structured.GetProperty("errors")[0];
        Assert.Equal("not_saved", error.GetProperty("code").GetString());
        Assert.Contains(reason, error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }
}
