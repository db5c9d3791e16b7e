namespace ComposeServer.EndToEnd.Harness;

/// <summary>A test that needs a disk of its own, which takes the right to mount one; without it the test is skipped, and says why.</summary>
public sealed class NeedsMountFactAttribute : FactAttribute
{
    public NeedsMountFactAttribute() => Skip = Tmpfs.Problem;
}
