namespace ComposeServer.Engine.Tools;

/// <summary>A tool that was found, or why none was: a stable code, what is wrong, and what to write instead.</summary>
internal sealed record ToolLookup
{
    internal Tool? Tool { get; private init; }

    internal string Code { get; private init; } = "";

    internal string Message { get; private init; } = "";

    internal string? Suggestion { get; private init; }

    internal static ToolLookup Found(Tool tool) => new() { Tool = tool };

    internal static ToolLookup Failed(string code, string message, string? suggestion = null) => new() { Code = code, Message = message, Suggestion = suggestion };
}
