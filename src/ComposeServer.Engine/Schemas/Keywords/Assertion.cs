using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Schemas.Keywords;

/// <summary>A keyword that judges a value by itself, without other schemas.</summary>
internal abstract class Assertion : Keyword
{
    internal virtual string Code => FaultCodes.Invalid;

    internal abstract bool Holds(Value value);

    /// <summary>What is wrong, to be read after the name of the place.</summary>
    internal abstract string Message(Value value);

    internal virtual string? Suggestion(Value value) => null;

    internal sealed override bool IsValid(Value value, ValidationRun run, Evaluated? evaluated) => Holds(value);

    internal sealed override void Explain(Value value, Explanation at)
    {
        if (!Holds(value))
            at.Fault(Code, Message(value), Suggestion(value));
    }
}
