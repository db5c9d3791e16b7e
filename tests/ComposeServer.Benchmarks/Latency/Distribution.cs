namespace ComposeServer.Benchmarks.Latency;

/// <summary>What was measured of one thing, in milliseconds.</summary>
internal sealed class Distribution
{
    private readonly double[] _sorted;

    internal Distribution(IEnumerable<double> milliseconds) => _sorted = [.. milliseconds.Order()];

    internal double Median => At(0.5);

    internal double P99 => At(0.99);

    internal double Least => _sorted[0];

    private double At(double part) => _sorted[(int)(part * (_sorted.Length - 1))];
}
