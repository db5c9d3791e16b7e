namespace ComposeServer.EndToEnd.Harness;

/// <summary>A test that needs the npm packages; without them it is skipped, and says why.</summary>
public sealed class NeedsNodeFactAttribute : FactAttribute
{
    public NeedsNodeFactAttribute() => Skip = NodePackages.Problem;
}
