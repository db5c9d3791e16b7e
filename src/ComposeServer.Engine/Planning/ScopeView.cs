using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Planning;

/// <summary>What can be seen at a place beside the input, the run and the steps that have ended.</summary>
internal sealed record ScopeView
{
    /// <summary>In a step, before its call and outside its items.</summary>
    internal static ScopeView Step { get; } = new();

    /// <summary>In <c>output</c>.</summary>
    internal static ScopeView Output { get; } = new() { IsOutput = true };

    internal bool IsOutput { get; private init; }

    /// <summary>What is known of <c>$item</c>; null where there is none.</summary>
    internal JsonType? Item { get; init; }

    /// <summary>What is known of <c>$this</c>; null where there is none.</summary>
    internal JsonType? This { get; init; }

    /// <summary>Whether there may be no <c>$this</c>: the call may have failed.</summary>
    internal bool ThisMayBeNothing { get; init; }

    /// <summary>Whether there is an <c>$error</c>.</summary>
    internal bool HasError { get; init; }

    /// <summary>Whether there may be none all the same: nothing may have failed.</summary>
    internal bool ErrorMayBeNothing { get; init; }

    /// <summary>Whether the step's own value can be seen: it has ended.</summary>
    internal bool SeesItself { get; init; }
}
