namespace ComposeServer.Benchmarks.Latency;

/// <summary>Echoes that are measured: so many calls, each of what the one before gave, and what must stand before the message at the end.</summary>
internal sealed record EchoSubject(string Name, string Server, string Tool, int Calls, string Prefix)
{
    private const string Echo = "Echo: ";

    internal static EchoSubject One(string name, string server, string tool) => new(name, server, tool, 1, Echo);

    internal static EchoSubject Three(string name, string server, string tool) => new(name, server, tool, 3, Echo + Echo + Echo);

    /// <summary>One call of a tool that chains three itself.</summary>
    internal static EchoSubject Composed(string name, string server, string tool) => new(name, server, tool, 1, Echo + Echo + Echo);
}
