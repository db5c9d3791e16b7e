using System.Globalization;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.BuiltInTools;

/// <summary><c>wait__for</c>: lets time pass between two steps.</summary>
internal static class WaitFor
{
    private const double MaxSeconds = 300;

    internal static Tool Create(TimeProvider time) => new()
    {
        Server = "wait",
        BareName = "for",
        Name = "wait__for",
        Description = "Waits, and then lets the next step run. For services that need a moment before the next call.",
        InputSchema = BuiltIn.Schema("""
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "type": "object",
              "properties": {
                "seconds": { "type": "number", "minimum": 0, "maximum": 300, "description": "How long to wait, in seconds; fractions are fine." }
              },
              "required": ["seconds"],
              "additionalProperties": false
            }
            """),
        OutputSchema = BuiltIn.Schema("""
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "type": "object",
              "properties": {
                "waitedSeconds": { "type": "number", "description": "How long it has waited, in seconds." }
              },
              "required": ["waitedSeconds"],
              "additionalProperties": false
            }
            """),
        Annotations = BuiltIn.ReadsLocally with { Title = "Wait" },
        Invoke = BuiltIn.Guarded((arguments, cancellationToken) => Run(arguments, time, cancellationToken)),
    };

    private static async ValueTask<ToolResult> Run(ToolArguments arguments, TimeProvider time, CancellationToken cancellationToken)
    {
        var seconds = arguments.Knowing("seconds").Number("seconds", 0, MaxSeconds)
            ?? throw BuiltInFailureException.Arguments("\"seconds\" is missing; it is a number from 0 to 300.");
        var start = time.GetTimestamp();
        await Task.Delay(TimeSpan.FromSeconds(seconds), time, cancellationToken);
        var waited = Math.Round(time.GetElapsedTime(start).TotalSeconds, 3);
        return ToolResult.Of(BuiltIn.Object(new Member("waitedSeconds", Value.Of(ExactNumber.Parse(waited.ToString("0.###", CultureInfo.InvariantCulture))))));
    }
}
