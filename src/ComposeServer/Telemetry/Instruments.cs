using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ComposeServer.Telemetry;

/// <summary>What telemetry of this process is written with. Without a listener all of it is nearly free.</summary>
internal static class Instruments
{
    /// <summary>The name of the source of spans and of the meter.</summary>
    internal const string Name = "ComposeServer";

    // From fast local calls up to runs of minutes; the usual bounds are meant for milliseconds.
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
    };

    private static readonly string? Version = typeof(Instruments).Assembly.GetName().Version?.ToString(3);

    private static readonly Meter Meter = new(Name, Version);

    internal static ActivitySource Spans { get; } = new(Name, Version);

    internal static Counter<long> Runs { get; } = Meter.CreateCounter<long>("composer.runs", "{run}", "Runs of composed tools that have ended");

    internal static Counter<long> Steps { get; } = Meter.CreateCounter<long>("composer.steps", "{step}", "Steps that have ended");

    internal static Counter<long> Retries { get; } = Meter.CreateCounter<long>("composer.retries", "{retry}", "Calls that were repeated because they had failed");

    internal static Histogram<double> RunDuration { get; } = Meter.CreateHistogram("composer.run.duration", "s", "How long runs took", advice: Seconds);

    internal static Histogram<double> StepDuration { get; } = Meter.CreateHistogram("composer.step.duration", "s", "How long steps took", advice: Seconds);
}
