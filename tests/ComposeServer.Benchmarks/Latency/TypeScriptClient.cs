using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.Benchmarks.Latency;

/// <summary>The client that most agents have: the official TypeScript SDK's, in a process of its own (<c>Client/measure.mjs</c>).</summary>
internal static class TypeScriptClient
{
    // Until then the runtime is still compiling beside the calls, which shows in the 99th percentile.
    private const int WarmUp = 15_000;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private static string Script => Path.Combine(Places.RepositoryRoot, "tests", "ComposeServer.Benchmarks", "Client", "measure.mjs");

    /// <summary>Measures echoes in turns.</summary>
    /// <param name="servers">How the servers are started.</param>
    /// <param name="modern">Those that speak MCP 2026-07-28.</param>
    /// <param name="subjects">What is measured.</param>
    /// <param name="samples">How often.</param>
    internal static Distribution[] Measure(
        Dictionary<string, ProcessStartInfo> servers, string[] modern, IReadOnlyList<EchoSubject> subjects, int samples)
    {
        var plan = new JsonObject
        {
            ["servers"] = new JsonObject(servers.Select(server => KeyValuePair.Create<string, JsonNode?>(server.Key, Started(server.Value, modern.Contains(server.Key))))),
            ["subjects"] = new JsonArray([.. subjects.Select(Asked)]),
            ["samples"] = samples,
            ["warmUp"] = WarmUp,
        };
        var done = Task.Run(() => Finished.Run(new ProcessStartInfo("node", [Script, plan.ToJsonString()]), Longest)).GetAwaiter().GetResult();
        return done.ExitCode == 0
            ? [.. JsonSerializer.Deserialize<double[][]>(done.Output)!.Select(times => new Distribution(times))]
            : throw new InvalidOperationException(done.Errors);
    }

    private static JsonObject Started(ProcessStartInfo start, bool isModern) => new()
    {
        ["command"] = start.FileName,
        ["args"] = new JsonArray([.. start.ArgumentList.Select(argument => JsonValue.Create(argument))]),
        ["env"] = new JsonObject(start.Environment.Select(variable => KeyValuePair.Create<string, JsonNode?>(variable.Key, variable.Value))),
        ["cwd"] = start.WorkingDirectory.Length > 0 ? start.WorkingDirectory : null,
        ["modern"] = isModern,
    };

    private static JsonObject Asked(EchoSubject subject) => new()
    {
        ["server"] = subject.Server,
        ["tool"] = subject.Tool,
        ["calls"] = subject.Calls,
        ["prefix"] = subject.Prefix,
    };
}
