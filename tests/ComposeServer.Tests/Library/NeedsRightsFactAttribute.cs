namespace ComposeServer.Tests.Library;

/// <summary>A test of what rights forbid, which they do not forbid to root.</summary>
internal sealed class NeedsRightsFactAttribute : FactAttribute
{
    public NeedsRightsFactAttribute()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
            Skip = "Rights bind neither root nor Windows.";
    }
}
