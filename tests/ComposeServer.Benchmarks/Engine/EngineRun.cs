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
    private static readonly Type[] Kinds =
    [
        typeof(CompileBenchmarks), typeof(RunBenchmarks), typeof(ChainBenchmarks), typeof(WideBenchmarks), typeof(PathBenchmarks), typeof(SchemaBenchmarks),
    ];

    internal static int Run()
    {
        var summaries = BenchmarkRunner.Run(Kinds, Configuration());
        var measured = summaries.SelectMany(summary => summary.Reports).Select(EngineFigure.Of).ToDictionary(figure => figure.Name);
        var report = new Report("Engine");
        foreach (var figure in measured.Values)
            report.Add(figure.Name, $"{Report.Milliseconds(figure.Nanoseconds / 1e6)}, {figure.Bytes:#,0} B");
        Targets(report, measured);
        report.Print();
        return 0;
    }

    private static void Targets(Report report, Dictionary<string, EngineFigure> measured)
    {
        var (composed, byHand) = (measured["Chain.Composed(ready)"], measured["Chain.ByHand(ready)"]);
        report.Target("composing a tool of 20 steps takes under 1 ms", 1_000, measured["Compile.Compose(20)"].Nanoseconds / 1e3, "µs");
        report.Target("the engine adds under 2 µs a step to a call", 2, (composed.Nanoseconds - byHand.Nanoseconds) / 3 / 1e3, "µs");
        report.Target("the engine adds under 1,024 B a step to a call", 1_024, (composed.Bytes - byHand.Bytes) / 3.0, "B");
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
