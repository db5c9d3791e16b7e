namespace ComposeServer.EndToEnd.Harness;

/// <summary>A test of the README's first command, which needs a shell; skipped where there is none, or no such command.</summary>
public sealed class NeedsReadmeFactAttribute : FactAttribute
{
    public NeedsReadmeFactAttribute() => Skip =
        OperatingSystem.IsWindows() ? "Windows has no sh."
        : ReadmeTests.FirstCommand(ReadmeTests.ReadmeText()) is null ? "README.md has no command that begins with \"dotnet run --project src/ComposeServer -- run library-samples/\"."
        : null;
}
