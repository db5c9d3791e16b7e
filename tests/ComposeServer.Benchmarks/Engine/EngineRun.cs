using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.Benchmarks.Engine;

/// <summary>The engine in this process: times and what is allocated.</summary>
internal static class EngineRun
{
    private static readonly Dictionary<string, Type> Kinds = new()
    {
        ["compile"] = typeof(CompileBenchmarks),
        ["run"] = typeof(RunBenchmarks),
        ["chain"] = typeof(ChainBenchmarks),
        ["wide"] = typeof(WideBenchmarks),
        ["path"] = typeof(PathBenchmarks),
        ["schema"] = typeof(SchemaBenchmarks),
    };

    internal static string[] Parts => [.. Kinds.Keys];

    /// <param name="parts">Which parts are measured.</param>
    internal static int Run(string[] parts)
    {
        var summaries = BenchmarkRunner.Run([.. parts.Select(part => Kinds[part])], Configuration());
        var measured = summaries.SelectMany(summary => summary.Reports).Select(EngineFigure.Of).ToDictionary(figure => figure.Name);
        var report = new Report("Engine");
        foreach (var figure in measured.Values)
            report.Add(figure.Name, $"{Report.Milliseconds(figure.Nanoseconds / 1e6)}, {figure.Bytes:#,0} B");
        if (parts.Length == Kinds.Count)
            Targets(report, measured);
        report.Print();
        return 0;
    }

    private static void Targets(Report report, Dictionary<string, EngineFigure> measured)
    {
        report.Target("composing a tool of 20 steps takes under 1 ms", 1_000, measured["Compile.Compose(20)"].Nanoseconds / 1e3, "µs");
        // What seventeen steps more cost, without what a run costs whatever its length, and without what they cost by hand.
        var (few, many, byHand) = (measured["Run.Run(3)"], measured["Run.Run(20)"], measured["Chain.ByHand(ready)"]);
        report.Target("the engine adds under 2 µs a step to a call", 2, (((many.Nanoseconds - few.Nanoseconds) / 17) - (byHand.Nanoseconds / 3)) / 1e3, "µs");
        report.Target("the engine adds under 1,024 B a step to a call", 1_024, ((many.Bytes - few.Bytes) / 17.0) - (byHand.Bytes / 3.0), "B");
        report.Target(
            "with tools of 20 µs, a composed chain takes at most 1.05 × one by hand", 1.05, measured["Chain.Composed(busy)"].Nanoseconds / measured["Chain.ByHand(busy)"].Nanoseconds, "×");
    }

    // In this process, because a project that is generated and built beside the solution would not find its packages.
    private static ManualConfig Configuration() => ManualConfig.CreateEmpty()
        .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(6).WithIterationCount(12))
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddLogger(new StreamLogger(new StreamWriter(Stream.Null)))
        .WithArtifactsPath(Path.Combine(Places.RepositoryRoot, ".artifacts", "benchmarks"));
}
