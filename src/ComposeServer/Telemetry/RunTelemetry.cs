using ComposeServer.Engine.Execution;

namespace ComposeServer.Telemetry;

/// <summary>Makes spans and metrics of what happens in runs.</summary>
internal static class RunTelemetry
{
    internal static void Hear(RunEvent happened)
    {
        RunSpans.Hear(happened);
        RunMetrics.Hear(happened);
    }

    /// <summary>How a run ended, in the word of its trace.</summary>
    internal static string StatusOf(RunContext run) => run.Failure switch
    {
        null => "succeeded",
        { Kind: Engine.Tools.FailureKind.Cancelled } => "cancelled",
        _ => "failed",
    };
}
