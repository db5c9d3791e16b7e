namespace ComposeServer.EndToEnd.Harness;

/// <summary>Like <see cref="NeedsNodeFactAttribute"/>, with data.</summary>
public sealed class NeedsNodeTheoryAttribute : TheoryAttribute
{
    public NeedsNodeTheoryAttribute() => Skip = NodePackages.Problem;
}
