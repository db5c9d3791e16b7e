using System.Diagnostics;
using System.Globalization;

namespace ComposeServer.Benchmarks.Latency;

/// <summary>What memory a server has, and has after many calls.</summary>
internal static class Memory
{
    private const int Calls = 10_000;

    internal static void Measure(Report report, Caller program)
    {
        var echoes = new Echoes(program);
        var before = Of(program);
        for (var i = 0; i < Calls; i++)
            echoes.Once(EchoSubject.Composed("", "", "chain"));
        report.Add("memory after all of the above", string.Create(CultureInfo.InvariantCulture, $"{before:0.0} MB"));
        report.Add("memory after 10,000 composed calls more", string.Create(CultureInfo.InvariantCulture, $"{Of(program):0.0} MB"));
    }

    /// <summary>The resident memory of a server's process, in MB (10^6 bytes).</summary>
    internal static double Of(Caller caller)
    {
        using var process = Process.GetProcessById(caller.ProcessId);
        return process.WorkingSet64 / 1e6;
    }
}
