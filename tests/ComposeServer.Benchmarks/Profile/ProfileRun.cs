using System.Globalization;
using ComposeServer.Benchmarks.Latency;
using ComposeServer.EndToEnd.Harness;
using Microsoft.Diagnostics.Tracing.Etlx;
using Microsoft.Diagnostics.Tracing.EventPipe;
using Microsoft.Diagnostics.Tracing.Parsers.Clr;

namespace ComposeServer.Benchmarks.Profile;

/// <summary>Where the time and the memory of composed calls go: the runtime's own sampler watches the program while it answers them.</summary>
internal static class ProfileRun
{
    private const int WarmUp = 10_000;
    private const int Calls = 20_000;

    // Samples of stacks; allocations as they add up; names of methods.
    private const string Events = "Microsoft-DotNETCore-SampleProfiler:0:5,Microsoft-Windows-DotNETRuntime:0x10C019:5";

    internal static int Run()
    {
        if (NodePackages.Problem is { } problem)
        {
            Console.Error.WriteLine(problem);
            return 1;
        }

        var trace = Path.Combine(Places.RepositoryRoot, ".artifacts", "benchmarks", "composed.nettrace");
        Directory.CreateDirectory(Path.GetDirectoryName(trace)!);
        File.Delete(trace);
        Record(trace);
        var (time, memory) = (new Tally(), new Tally());
        Read(trace, time, memory);
        var report = new Report($"{WarmUp + Calls:#,0} calls of three composed echoes");
        time.Tell(report, "time on processors", static (part, _) => string.Create(CultureInfo.InvariantCulture, $"{part:0.0 %}"));
        memory.Tell(report, "allocated", static (_, bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / (WarmUp + Calls):#,0} B a call"));
        report.Print();
        return 0;
    }

    private static void Record(string trace)
    {
        using var home = Servers.Home();
        Servers.Program(home).Dispose();
        var start = Servers.Start(home);
        start.Environment["DOTNET_EnableEventPipe"] = "1";
        start.Environment["DOTNET_EventPipeOutputPath"] = trace;
        start.Environment["DOTNET_EventPipeConfig"] = Events;
        using var program = Servers.Started(start);
        var echoes = new Echoes(program);
        for (var i = 0; i < WarmUp + Calls; i++)
            echoes.Once(EchoSubject.Composed("", "", "chain"));
    }

    private static void Read(string trace, Tally time, Tally memory)
    {
        using var log = new TraceLog(TraceLog.CreateFromEventPipeDataFile(trace));
        foreach (var happened in log.Events)
            if (happened is ClrThreadSampleTraceData { Type: ClrThreadSampleType.Managed } sample)
                time.Add(Room.Of(sample.CallStack()), 1);
            else if (happened is GCAllocationTickTraceData allocated)
                memory.Add(Room.Of(allocated.CallStack()), allocated.AllocationAmount64);
    }
}
