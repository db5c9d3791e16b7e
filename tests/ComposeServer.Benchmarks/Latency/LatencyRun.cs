using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.Benchmarks.Latency;

/// <summary>The real program over real standard input and output, with the reference server behind it.</summary>
internal static class LatencyRun
{
    internal static int Run(int samples)
    {
        if (NodePackages.Problem is { } problem)
            return Say(problem);
        var report = new Report("End to end");
        using (var home = Servers.Home())
        using (var direct = Servers.Started(Servers.Direct()))
        using (var passThrough = Servers.Started(Servers.PassThrough()))
        using (var program = Servers.Program(home))
        {
            SingleCalls.Measure(report, samples, direct, passThrough, program);
            ManyCallers.Measure(report, samples, direct, passThrough, program);
            FanOut.Measure(report, program);
            Memory.Measure(report, program);
        }

        ColdStarts.Measure(report);
        report.Print();
        return 0;
    }

    private static int Say(string problem)
    {
        Console.Error.WriteLine(problem);
        return 1;
    }
}
