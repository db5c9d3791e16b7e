namespace ComposeServer.EndToEnd.Harness;

/// <summary>A test that looks at what a process has loaded, as Linux tells it.</summary>
public sealed class NeedsProcFactAttribute : FactAttribute
{
    public NeedsProcFactAttribute() => Skip = File.Exists("/proc/self/maps") ? null : "There is no /proc/self/maps here.";
}
