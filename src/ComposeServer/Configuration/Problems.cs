namespace ComposeServer.Configuration;

/// <summary>Collects what is wrong while a configuration file is read.</summary>
internal sealed class Problems
{
    private readonly List<ConfigurationProblem> _found = [];

    internal IReadOnlyList<ConfigurationProblem> Found => _found;

    internal int Errors { get; private set; }

    internal static string Pointer(string parent, string name) => $"{parent}/{name.Replace("~", "~0").Replace("/", "~1")}";

    internal void Error(string pointer, string message)
    {
        Errors++;
        _found.Add(new ConfigurationProblem(pointer, message));
    }

    internal void Warn(string pointer, string message) => _found.Add(new ConfigurationProblem(pointer, message) { IsWarning = true });
}
