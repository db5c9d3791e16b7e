using System.Diagnostics.Metrics;
using ComposeServer.Telemetry;

namespace ComposeServer.Tests.Telemetry;

[Collection(TelemetryTestGroup.Name)]
public sealed class RunMetricsTests
{
    private readonly RunBench _bench = new();
    private readonly List<(string Instrument, double Value, string Tags)> _measured = [];

    [Fact]
    public async Task Runs_steps_and_retries_are_counted_and_durations_measured()
    {
        using var listener = Listen("metrics_");
        var good = _bench.Compose("""{"name":"metrics_good","description":"d","steps":[{"id":"a","tool":"second_time","retry":{"attempts":3,"delay":"1ms"}},{"id":"b","value":1,"condition":false}]}""");
        var bad = _bench.Compose("""{"name":"metrics_bad","description":"d","parameters":{"password":"string"},"steps":[{"tool":"fails","params":"$input"}]}""");
        await RunBench.RunAsync(good);
        await RunBench.RunAsync(bad);
        Assert.Equal(
            [
                "composer.retries composer.tool=metrics_good composer.step=a composer.step.tool=second_time",
                "composer.steps composer.tool=metrics_good composer.step=a composer.step.tool=second_time composer.status=succeeded",
                "composer.steps composer.tool=metrics_good composer.step=b composer.status=skipped",
                "composer.runs composer.tool=metrics_good composer.status=succeeded",
                "composer.steps composer.tool=metrics_bad composer.step=step1 composer.step.tool=fails composer.status=failed error.type=tool_error",
                "composer.runs composer.tool=metrics_bad composer.status=failed error.type=tool_error",
            ],
            _measured.Where(one => !one.Instrument.EndsWith("duration", StringComparison.Ordinal)).Select(one => $"{one.Instrument} {one.Tags}"));
        Assert.Equal(2, _measured.Count(one => one.Instrument == "composer.run.duration"));
        Assert.Equal(3, _measured.Count(one => one.Instrument == "composer.step.duration"));
        Assert.All(_measured, one => Assert.InRange(one.Value, 0, 60));
    }

    private MeterListener Listen(string tools)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, it) =>
            {
                if (instrument.Meter.Name == Instruments.Name)
                    it.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags, tools));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags, tools));
        listener.Start();
        return listener;
    }

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, string tools)
    {
        var text = string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
        lock (_measured)
            if (text.Contains("composer.tool=" + tools, StringComparison.Ordinal))
                _measured.Add((instrument.Name, value, text));
    }
}
