using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Schemas.Keywords;

/// <summary>A keyword that judges a value by itself, without other schemas.</summary>
internal abstract class Assertion : Keyword
{
    internal virtual string Code => FaultCodes.Invalid;

    internal abstract bool Holds(Value value);

    /// <summary>What judging this value costs beyond the step that every schema costs.</summary>
    internal virtual int Cost(Value value) => 0;

    /// <summary>What is wrong, to be read after the name of the place.</summary>
    internal abstract string Message(Value value);

    internal virtual string? Suggestion(Value value) => null;

    internal sealed override bool IsValid(Value value, ValidationRun run, Evaluated? evaluated)
    {
        run.Spend(Cost(value));
        return Holds(value);
    }

    internal sealed override void Explain(Value value, Explanation at)
    {
        if (!Holds(value))
            at.Fault(Code, Message(value), Suggestion(value));
    }
}
