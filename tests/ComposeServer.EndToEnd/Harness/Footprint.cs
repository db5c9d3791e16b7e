using System.Globalization;

namespace ComposeServer.EndToEnd.Harness;

/// <summary>What a process holds, as Linux tells it: memory in MiB, open files, threads.</summary>
internal readonly record struct Footprint(double Memory, int Files, int Threads)
{
    internal static Footprint Of(int process) => new(
        MemoryOf(process), Directory.GetFileSystemEntries($"/proc/{process}/fd").Length, Directory.GetDirectories($"/proc/{process}/task").Length);

    private static double MemoryOf(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line["VmRSS:".Length..^"kB".Length], CultureInfo.InvariantCulture) / 1024;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Memory:0} MiB, {Files} files, {Threads} threads");
}
