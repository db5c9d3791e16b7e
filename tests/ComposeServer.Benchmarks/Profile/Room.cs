using Microsoft.Diagnostics.Tracing.Etlx;

namespace ComposeServer.Benchmarks.Profile;

/// <summary>Whose work a stack shows: the room of ours, or the package, whose method stands innermost.</summary>
internal static class Room
{
    internal const string Runtime = "the runtime: thread pool, waiting, reading and writing";

    internal static string Of(TraceCallStack? stack)
    {
        for (; stack is not null; stack = stack.Caller)
            if (Named(stack.CodeAddress.FullMethodName) is { } room)
                return room;
        return Runtime;
    }

    private static string? Named(string method)
    {
        var parts = method.Split('.');
        return parts[0] switch
        {
            "ComposeServer" when parts.Length > 2 => parts[1] == "Engine" ? $"Engine/{parts[2]}" : parts[1],
            "ModelContextProtocol" => "the SDK (ModelContextProtocol)",
            "Microsoft" => "Microsoft.Extensions",
            _ => null,
        };
    }
}
