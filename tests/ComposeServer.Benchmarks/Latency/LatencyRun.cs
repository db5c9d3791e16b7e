using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.Benchmarks.Latency;

/// <summary>The real program over real standard input and output, with the reference server behind it.</summary>
internal static class LatencyRun
{
    internal static readonly string[] Parts = ["calls", "callers", "fan-out", "memory", "starts"];

    /// <param name="samples">Calls of each kind.</param>
    /// <param name="parts">Which parts are measured.</param>
    internal static int Run(int samples, string[] parts)
    {
        if (NodePackages.Problem is { } problem)
            return Say(problem);
        var report = new Report("End to end");
        if (parts.Contains("calls"))
            SingleCalls.Measure(report, samples);
        if (parts.Any(part => part != "starts"))
            Warm(report, samples, parts);
        if (parts.Contains("starts"))
            ColdStarts.Measure(report);
        report.Print();
        return 0;
    }

    private static void Warm(Report report, int samples, string[] parts)
    {
        using var home = Servers.Home();
        using var direct = Servers.Started(Servers.Direct());
        using var passThrough = Servers.Started(Servers.PassThrough());
        using var program = Servers.Program(home);
        if (parts.Contains("calls"))
            SingleCalls.MeasureBare(report, samples, direct, passThrough, program);
        if (parts.Contains("callers"))
            ManyCallers.Measure(report, samples, direct, passThrough, program);
        if (parts.Contains("fan-out"))
            FanOut.Measure(report, program);
        if (parts.Contains("memory"))
            Memory.Measure(report, program);
    }

    private static int Say(string problem)
    {
        Console.Error.WriteLine(problem);
        return 1;
    }
}
