using System.Globalization;

namespace ComposeServer.Benchmarks.Latency;

/// <summary>Echoes with a message that is different each time, and with answers that are looked at.</summary>
internal sealed class Echoes(Caller caller)
{
    private int _number;

    internal void Once(EchoSubject subject)
    {
        var first = string.Create(CultureInfo.InvariantCulture, $"message {++_number}");
        var message = first;
        for (var i = 0; i < subject.Calls; i++)
            message = caller.Call(subject.Tool, Arguments(message));
        Check(message, subject.Prefix + first);
    }

    internal static void Check(string said, string expected)
    {
        if (said != expected)
            throw new InvalidOperationException($"\"{said}\" came instead of \"{expected}\".");
    }

    internal static string Arguments(string message) => $$"""{"message":"{{message}}"}""";
}
