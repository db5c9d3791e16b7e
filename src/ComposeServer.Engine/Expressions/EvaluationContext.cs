using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Expressions;

/// <summary>What an expression reads when it runs.</summary>
internal abstract class EvaluationContext
{
    /// <summary>The value of a root; Nothing when it has none and <paramref name="tolerant"/> or the root allows that.</summary>
    /// <exception cref="SkippedValueException">The root is the value of a step that gave none.</exception>
    internal abstract Value Root(int slot, bool tolerant);

    /// <summary>The one moment that <c>now()</c> gives for the whole run.</summary>
    internal abstract DateTimeOffset Now { get; }
}
