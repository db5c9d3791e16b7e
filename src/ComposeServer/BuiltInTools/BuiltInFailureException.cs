using ComposeServer.Engine.Tools;

namespace ComposeServer.BuiltInTools;

/// <summary>Ends a call of a built-in tool; <see cref="BuiltIn"/> makes a result of it.</summary>
internal sealed class BuiltInFailureException(FailureKind kind, string message) : Exception(message)
{
    internal FailureKind Kind { get; } = kind;

    /// <summary>The tool could not do it.</summary>
    internal static BuiltInFailureException Of(string message) => new(FailureKind.ToolError, message);

    /// <summary>The caller asked for what cannot or must not be done.</summary>
    internal static BuiltInFailureException Arguments(string message) => new(FailureKind.InvalidArguments, message);
}
