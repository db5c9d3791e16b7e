using System.Text.Json;
using ComposeServer.EndToEnd.Harness;
using ComposeServer.Engine.Tests.Cases;

namespace ComposeServer.EndToEnd.Faults.Fuzz;

/// <summary>An upstream with all the tools that the cases of the language have; each gives back its arguments, at once.</summary>
internal static class CaseUpstream
{
    internal static readonly JsonElement[] Cases = [.. CaseFiles.Read().OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => each.Value)];

    private static readonly Dictionary<string, JsonElement> Tools = Cases
        .Where(test => test.TryGetProperty("tools", out _))
        .SelectMany(test => test.GetProperty("tools").EnumerateArray())
        .GroupBy(tool => tool.GetProperty("name").GetString()!)
        .ToDictionary(same => same.Key, same => same.First());

    /// <summary>The names by which steps call them.</summary>
    internal static string[] Names => [.. Tools.Keys];

    /// <summary>A home with it; no run in it makes many calls.</summary>
    internal static TestHome Home()
    {
        var home = new TestHome();
        File.WriteAllText(home.Settings, """{"startupWait":"25s","limits":{"callsPerRun":50,"items":50}}""");
        return home.WithStandIn("s", $$$"""{ "tools": [{{{string.Join(",\n", Tools.Select(tool => Listed(tool.Key[3..], tool.Value)))}}}], "calls": { "*": { "echo": true } } }""");
    }

    private static string Listed(string name, JsonElement tool)
    {
        var schema = tool.TryGetProperty("inputSchema", out var input) && input.ValueKind == JsonValueKind.Object ? input.GetRawText() : """{"type":"object"}""";
        var hints = tool.TryGetProperty("annotations", out var annotations) ? $",\"annotations\":{annotations.GetRawText()}" : "";
        return $"{{\"name\":{Json.Quoted(name)},\"inputSchema\":{schema}{hints}}}";
    }
}
