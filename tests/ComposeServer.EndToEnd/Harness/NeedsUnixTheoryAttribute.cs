namespace ComposeServer.EndToEnd.Harness;

/// <summary>A test that needs signals; on Windows it is skipped, and says so.</summary>
public sealed class NeedsUnixTheoryAttribute : TheoryAttribute
{
    public NeedsUnixTheoryAttribute() => Skip = OperatingSystem.IsWindows() ? "Windows has no signals." : null;
}
