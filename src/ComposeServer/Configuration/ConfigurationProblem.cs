namespace ComposeServer.Configuration;

/// <summary>Something wrong in a configuration file: where (a JSON Pointer, RFC 6901) and what, never with values of the file.</summary>
internal sealed record ConfigurationProblem(string Pointer, string Message)
{
    /// <summary>Whether the rest can be used all the same, the faulty part too.</summary>
    internal bool IsWarning { get; init; }

    public override string ToString() => Pointer.Length == 0 ? Message : $"{Pointer}: {Message}";
}
