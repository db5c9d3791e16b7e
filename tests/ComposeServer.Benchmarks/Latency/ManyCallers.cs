using System.Diagnostics;
using System.Globalization;

namespace ComposeServer.Benchmarks.Latency;

/// <summary>Several callers at once: so many calls are in flight all the time, each answered by its own result.</summary>
internal static class ManyCallers
{
    internal static void Measure(Report report, int samples, Caller direct, Caller passThrough, Caller program)
    {
        foreach (var callers in new[] { 1, 16, 64 })
        {
            Add(report, $"one echo, direct, {callers} at once", direct, "echo", "Echo: ", callers, samples);
            Add(report, $"one echo, bare pass-through, {callers} at once", passThrough, "echo", "Echo: ", callers, samples);
            Add(report, $"one echo, through ComposeServer, {callers} at once", program, "everything__echo", "Echo: ", callers, samples);
            Add(report, $"composed chain, {callers} at once", program, "chain", "Echo: Echo: Echo: ", callers, samples);
        }
    }

    private static void Add(Report report, string what, Caller caller, string tool, string prefix, int callers, int samples)
    {
        var start = Stopwatch.GetTimestamp();
        var times = new Distribution(Flight(caller, tool, prefix, callers, samples));
        var perSecond = samples / Stopwatch.GetElapsedTime(start).TotalSeconds;
        report.Add(string.Create(CultureInfo.InvariantCulture, $"{what} ({perSecond:#,0} a second)"), times);
    }

    private static List<double> Flight(Caller caller, string tool, string prefix, int callers, int samples)
    {
        var sent = new Dictionary<int, (long At, string Message)>(callers);
        var times = new List<double>(samples);
        for (var i = 0; i < callers; i++)
            Send(caller, tool, sent);
        while (sent.Count > 0)
        {
            if (!sent.Remove(caller.Receive(out var result), out var call))
                continue;
            times.Add(Stopwatch.GetElapsedTime(call.At).TotalMilliseconds);
            Echoes.Check(Caller.TextOf(result), prefix + call.Message);
            if (times.Count + sent.Count < samples)
                Send(caller, tool, sent);
        }

        return times;
    }

    private static void Send(Caller caller, string tool, Dictionary<int, (long At, string Message)> sent)
    {
        var message = Guid.NewGuid().ToString("N");
        var at = Stopwatch.GetTimestamp();
        sent[caller.Send("tools/call", $$"""{"name":"{{tool}}","arguments":{{Echoes.Arguments(message)}}}""")] = (at, message);
    }
}
