using System.Globalization;

namespace ComposeServer.Benchmarks.Latency;

/// <summary>Echoes, one or three chained, with a message that is different each time, and with answers that are looked at.</summary>
internal sealed class Echoes(ICaller caller)
{
    private int _number;

    internal void One(string tool)
    {
        var message = NextMessage();
        Check(Echo(tool, message), $"Echo: {message}");
    }

    internal void Three(string tool)
    {
        var message = NextMessage();
        Check(Echo(tool, Echo(tool, Echo(tool, message))), $"Echo: Echo: Echo: {message}");
    }

    /// <summary>A tool that chains them itself.</summary>
    internal void Composed(string tool)
    {
        var message = NextMessage();
        Check(Echo(tool, message), $"Echo: Echo: Echo: {message}");
    }

    internal static void Check(string said, string expected)
    {
        if (said != expected)
            throw new InvalidOperationException($"\"{said}\" came instead of \"{expected}\".");
    }

    internal static string Arguments(string message) => $$"""{"message":"{{message}}"}""";

    private string Echo(string tool, string message) => caller.Call(tool, Arguments(message));

    private string NextMessage() => string.Create(CultureInfo.InvariantCulture, $"message {++_number}");
}
