namespace ComposeServer.Tests.BuiltInTools;

/// <summary>A test that makes a named pipe.</summary>
internal sealed class NeedsPipesFactAttribute : FactAttribute
{
    public NeedsPipesFactAttribute()
    {
        if (!File.Exists("/usr/bin/mkfifo") && !File.Exists("/bin/mkfifo"))
            Skip = "There is no mkfifo here.";
    }
}
