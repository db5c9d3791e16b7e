using System.Collections.Immutable;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Expressions;

/// <summary>What a reference starts at, as its scope knows it.</summary>
/// <param name="Text">As it is written, for messages: <c>$input</c>, <c>$step1</c>, <c>$steps.fetch.status</c>.</param>
/// <param name="Slot">The number under which <see cref="EvaluationContext.Root"/> gives its value.</param>
/// <param name="Type">What is known of that value.</param>
internal sealed record Root(string Text, int Slot, JsonType Type)
{
    /// <summary>Whether there may be no value and that is allowed: <c>$this</c>, <c>$error</c>; and every step's value in <c>output</c>.</summary>
    internal bool MayBeNothing { get; init; }

    /// <summary>Of <c>$input</c>: the inputs that may be left out; a reference that starts at one is allowed to find nothing when it was.</summary>
    internal ImmutableHashSet<string> OptionalMembers { get; init; } = [];

    /// <summary>The place in the run of the step whose value this needs; −1 for anything that no step gives (also <c>.status</c> and its like).</summary>
    internal int Step { get; init; } = -1;

    /// <summary>Whether it stands where a step that ended without a value is no reason to skip anything: what needs the value fails.</summary>
    internal bool MayLackStep => MayBeNothing && Step >= 0;
}
