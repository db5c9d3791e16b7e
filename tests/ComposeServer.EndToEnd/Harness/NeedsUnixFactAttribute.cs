namespace ComposeServer.EndToEnd.Harness;

/// <summary>Like <see cref="NeedsUnixTheoryAttribute"/>, without data.</summary>
public sealed class NeedsUnixFactAttribute : FactAttribute
{
    public NeedsUnixFactAttribute() => Skip = OperatingSystem.IsWindows() ? "Windows has no signals." : null;
}
