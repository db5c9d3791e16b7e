using System.Diagnostics;
using System.Globalization;
using ComposeServer.Benchmarks.Latency;
using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.Benchmarks.Peer;

/// <summary>The same three echoes as a workflow of Mastra and as a composed tool, driven by one client in one run. The peer speaks MCP 2026-07-28 only, so both do.</summary>
internal static class PeerRun
{
    private const int Starts = 7;

    private static readonly NpmFolder Packages = new(Path.Combine(Places.RepositoryRoot, "tests", "ComposeServer.Benchmarks", "Peer"));

    private static readonly EchoSubject[] Subjects =
    [
        EchoSubject.Three("three chained echoes, direct (the floor)", "direct", "echo"),
        EchoSubject.Composed("three chained echoes, one composed tool", "ours", "chain"),
        EchoSubject.Composed("three chained echoes, a workflow of Mastra 1.71 as a tool", "peer", "run_chain"),
    ];

    internal static int Run(int samples)
    {
        if (NodePackages.Problem is { } missing)
            return Say(missing);
        if (Packages.Problem is { } problem)
            return Say(problem);
        var report = new Report("Beside Mastra");
        using var home = Servers.Home();
        Servers.Program(home).Dispose();
        Calls(report, samples, home);
        StartUps(report, home);
        report.Print();
        return 0;
    }

    private static void Calls(Report report, int samples, TestHome home)
    {
        var servers = new Dictionary<string, ProcessStartInfo> { ["direct"] = Servers.Direct(), ["ours"] = Servers.Start(home), ["peer"] = Peer() };
        var measured = TypeScriptClient.Measure(servers, ["ours", "peer"], Subjects, samples);
        for (var i = 0; i < Subjects.Length; i++)
            report.Add(Subjects[i].Name, measured[i]);
        report.Target("the composed tool takes at most a third of the time of Mastra's workflow", 1 / 3.0, measured[1].Median / measured[2].Median, "×");
    }

    private static void StartUps(Report report, TestHome home)
    {
        var memory = new double[2];
        var times = new[] { new List<double>(), new List<double>(), new List<double>() };
        for (var i = 0; i < Starts; i++)
        {
            times[0].Add(FirstAnswer(Servers.Start(home), out memory[0]));
            times[1].Add(FirstAnswer(Peer(), out memory[1]));
            if (Published.Problem is null)
                times[2].Add(FirstAnswer(Published.Start(home), out var _));
        }

        var (ours, peer) = (new Distribution(times[0]), new Distribution(times[1]));
        report.Add("from the start to the first answer, ComposeServer", ours);
        report.Add("from the start to the first answer, Mastra", peer);
        report.Add("memory then, ComposeServer and Mastra", string.Create(CultureInfo.InvariantCulture, $"{memory[0]:0} MB, {memory[1]:0} MB"));
        report.Target("the first answer takes at most a tenth of Mastra's", 0.1, ours.Median / peer.Median, "×");
        if (Published.Problem is { } problem)
            report.Add("compiled ahead of time", problem);
        else
            TellPublished(report, new Distribution(times[2]), peer);
    }

    private static void TellPublished(Report report, Distribution published, Distribution peer)
    {
        report.Add("from the start to the first answer, ComposeServer compiled ahead of time", published);
        report.Target("the same, compiled ahead of time", 0.1, published.Median / peer.Median, "×");
    }

    private static double FirstAnswer(ProcessStartInfo start, out double memory)
    {
        var from = Stopwatch.GetTimestamp();
        using var caller = new Caller(start, Era.Modern);
        caller.Greet();
        var time = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
        memory = Memory.Of(caller);
        return time;
    }

    // The peer's own version of Node.js, as its packages were installed.
    private static ProcessStartInfo Peer()
    {
        var node = Directory.GetDirectories(Packages.Modules, "node-*").Select(folder => Path.Combine(folder, "bin", OperatingSystem.IsWindows() ? "node.exe" : "node")).First(File.Exists);
        return new ProcessStartInfo(node, [Path.Combine(Packages.Folder, "workflow.mjs"), "node", Servers.Everything]);
    }

    private static int Say(string problem)
    {
        Console.Error.WriteLine(problem);
        return 1;
    }
}
