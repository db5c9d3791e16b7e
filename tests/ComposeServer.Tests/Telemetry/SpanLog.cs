using System.Collections.Concurrent;
using System.Diagnostics;
using ComposeServer.Telemetry;

namespace ComposeServer.Tests.Telemetry;

/// <summary>Keeps the spans of the runs of some tools, in the order in which they ended.</summary>
internal sealed class SpanLog : IDisposable
{
    private readonly ActivityListener _listener;
    private readonly ConcurrentQueue<Activity> _ended = new();

    internal SpanLog(string tools, ActivitySamplingResult sampling = ActivitySamplingResult.AllDataAndRecorded)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Instruments.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => sampling,
            ActivityStopped = span =>
            {
                if (span.GetTagItem("composer.tool") is string tool && tool.StartsWith(tools, StringComparison.Ordinal))
                    _ended.Enqueue(span);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    internal IReadOnlyList<Activity> Ended => [.. _ended];

    internal Activity this[string name] => Ended.Single(span => span.DisplayName == name);

    public void Dispose() => _listener.Dispose();
}
