namespace ComposeServer.EndToEnd.Harness;

/// <summary>A test that bounds the size of files; skipped where that cannot be done.</summary>
public sealed class NeedsFileSizeLimitFactAttribute : FactAttribute
{
    public NeedsFileSizeLimitFactAttribute() => Skip = FileSizeLimit.Problem;
}
