using System.Diagnostics;
using System.Globalization;
using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.Benchmarks.Latency;

/// <summary>From nothing: how long a process takes to its first answers, and what memory it has then.</summary>
internal static class ColdStarts
{
    private const int Starts = 15;
    private const int Tools = 10_000;

    internal static void Measure(Report report)
    {
        using var empty = new TestHome();
        using var home = Servers.Home();
        using var large = new TestHome();
        Servers.Program(home).Dispose();
        ManyTools.Save(large, Tools);
        var memory = 0.0;
        // In turns, as everything here.
        var rounds = Enumerable.Range(0, Starts).Select(_ => new[]
        {
            FirstAnswer(Servers.Start(empty), out memory),
            FirstAnswer(Servers.Start(large), out var _),
            FirstList(Servers.Start(empty)),
            FirstList(Servers.Start(large)),
            FirstComposed(Servers.Start(home)),
            Published.Problem is null ? FirstAnswer(Published.Start(empty), out var _) : 0,
            Published.Problem is null ? FirstList(Published.Start(empty)) : 0,
            Published.Problem is null ? FirstComposed(Published.Start(home)) : 0,
        }).ToArray();
        var measured = Enumerable.Range(0, rounds[0].Length).Select(i => new Distribution(rounds.Select(round => round[i]))).ToArray();
        Tell(report, measured, memory);
        TellPublished(report, measured[5..]);
    }

    private static void TellPublished(Report report, Distribution[] measured)
    {
        if (Published.Problem is { } problem)
        {
            report.Add("compiled ahead of time", problem);
            return;
        }

        report.Add("compiled ahead of time: from the start to the first answer", measured[0]);
        report.Add("compiled ahead of time: from the start to the first list", measured[1]);
        report.Add("compiled ahead of time: from the start to the first composed answer, the upstream's own start included", measured[2]);
    }

    private static void Tell(Report report, Distribution[] measured, double memory)
    {
        report.Add("from the start to the first answer", measured[0]);
        report.Add("from the start to the first answer, 10,000 saved tools", measured[1]);
        report.Add("from the start to the first list", measured[2]);
        report.Add("from the start to the first list, 10,000 saved tools", measured[3]);
        report.Add("from the start to the first composed answer, the upstream's own start included", measured[4]);
        report.Add("memory at the first answer", string.Create(CultureInfo.InvariantCulture, $"{memory:0.0} MB"));
        report.Target("the first answer comes in under 200 ms", 200, measured[0].Median, "ms");
        report.Target("the first answer needs under 60 MB", 60, memory, "MB");
        report.Target("10,000 saved tools cost under 300 ms more at the first list", 300, measured[3].Median - measured[2].Median, "ms");
    }

    private static double FirstAnswer(ProcessStartInfo program, out double memory)
    {
        var start = Stopwatch.GetTimestamp();
        using var caller = new Caller(program);
        caller.Greet();
        var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        memory = Memory.Of(caller);
        return time;
    }

    private static double FirstList(ProcessStartInfo program)
    {
        var start = Stopwatch.GetTimestamp();
        using var caller = Servers.Started(program);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double FirstComposed(ProcessStartInfo program)
    {
        var start = Stopwatch.GetTimestamp();
        using var caller = new Caller(program);
        caller.Greet();
        new Echoes(caller).Once(EchoSubject.Composed("", "", "chain"));
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
