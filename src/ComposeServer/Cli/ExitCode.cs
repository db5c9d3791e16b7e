namespace ComposeServer.Cli;

/// <summary>What the program says to a shell.</summary>
internal static class ExitCode
{
    internal const int Done = 0;

    /// <summary>A tool failed.</summary>
    internal const int Failed = 1;

    /// <summary>A definition, the input, or the command line is wrong.</summary>
    internal const int Wrong = 2;
}
