using System.Diagnostics;
using System.Runtime.InteropServices;
using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.Benchmarks.Latency;

/// <summary>The program as it is published for one platform: compiled ahead of time. It is published when it is first asked for.</summary>
internal static class Published
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private static readonly Lazy<string?> Outcome = new(Publish);

    /// <summary>Why there is none; null when there is one.</summary>
    internal static string? Problem => Outcome.Value;

    private static string Program =>
        Path.Combine(Places.RepositoryRoot, ".artifacts", "publish", "ComposeServer", $"release_{RuntimeInformation.RuntimeIdentifier}", "ComposeServer.dll");

    /// <summary>As <see cref="Servers.Start"/>, started from there.</summary>
    internal static ProcessStartInfo Start(TestHome home)
    {
        var start = Servers.Start(home);
        start.ArgumentList[0] = Program;
        return start;
    }

    private static string? Publish()
    {
        string[] arguments = ["publish", Path.Combine(Places.RepositoryRoot, "src", "ComposeServer"), "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier];
        var done = Task.Run(() => Finished.Run(new ProcessStartInfo(Places.Dotnet, arguments), Longest)).GetAwaiter().GetResult();
        return done.ExitCode == 0 && File.Exists(Program) ? null : $"dotnet publish failed: {done.Output.Trim().Split('\n')[^1]}";
    }
}
