using System.Reflection;

namespace ComposeServer.Hosting;

/// <summary>The version of the program.</summary>
internal static class ProgramVersion
{
    internal static string Text { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}
