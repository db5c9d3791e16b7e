using System.Globalization;

namespace ComposeServer.Engine.Tests.Fuzz.Inputs;

/// <summary>Good files of a home. No server in them can be started or reached.</summary>
internal static class HomeFiles
{
    internal static readonly string[] Servers =
    [
        """{"mcpServers":{"one":{"command":"no-such-program-at-all","args":["-y","${NO_SUCH:-x}"],"env":{"A":"b","C":3},"cwd":"/nowhere/at/all","envFile":"none.env","deny":["a_*"],"expose":["*"],"timeout":"5s","maxConcurrency":2,"protocolVersion":"2025-11-25"},"two":{"type":"http","url":"http://127.0.0.1:1/mcp?k=v","headers":{"Authorization":"Bearer x"},"expose":"none","disabled":true} } }""",
        """{"servers":{"a-b.c":{"type":"sse","url":"http://127.0.0.1:1/sse"}},"inputs":[]}""",
        "{ // mine\n\"mcpServers\": { \"a\": { \"command\": \"no-such-program-at-all\", /* y */ }, }, }",
    ];

    internal static readonly string[] Settings =
    [
        """{"compose":"allow","listComposed":true,"startupWait":"500ms","builtIn":{"listed":true,"files":{"roots":[".","/nowhere"]},"http":{"hosts":["*.example.com:8443","127.0.0.1"]}},"limits":{"steps":100,"parallel":64,"depth":8,"callsPerRun":10000,"items":1000,"valueBytes":8388608,"runBytes":67108864,"definitionBytes":1048576,"tools":10000}}""",
        """{"compose":"ask","telemetry":{"otlp":{"endpoint":"http://127.0.0.1:1","protocol":"grpc","headers":{"api-key":"${NO_SUCH:-k}"}}}}""",
        "{}",
    ];

    internal static string Entry(string name, string definition, int number) => string.Create(CultureInfo.InvariantCulture,
        $$"""    "{{name}}": { "definition": {{definition}}, "revision": {{number + 1}}, "createdAt": "2026-03-01T12:00:00.000Z", "updatedAt": "2026-03-01T12:00:00.000Z", "uses": { "fs__read": "0123456789abcdef" }, "note": "kept" }""");

    internal static string Library(string entries) => $$"""
        {
          "formatVersion": 1,
          "kept": [1, { "a": null }],
          "tools": {
        {{entries}}
          }
        }

        """;
}
