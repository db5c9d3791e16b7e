using BenchmarkDotNet.Reports;

namespace ComposeServer.Benchmarks.Engine;

/// <summary>One benchmark's mean and what one operation allocates.</summary>
internal sealed record EngineFigure(string Name, double Nanoseconds, long Bytes)
{
    internal static EngineFigure Of(BenchmarkReport report)
    {
        var which = report.BenchmarkCase;
        var kind = which.Descriptor.Type.Name.Replace("Benchmarks", "", StringComparison.Ordinal);
        var parameters = which.HasParameters ? $"({string.Join(", ", which.Parameters.Items.Select(item => item.Value))})" : "";
        var statistics = report.ResultStatistics ?? throw new InvalidOperationException($"{kind}.{which.Descriptor.WorkloadMethod.Name} failed.");
        return new EngineFigure($"{kind}.{which.Descriptor.WorkloadMethod.Name}{parameters}", statistics.Median, report.GcStats.GetBytesAllocatedPerOperation(which) ?? 0);
    }
}
