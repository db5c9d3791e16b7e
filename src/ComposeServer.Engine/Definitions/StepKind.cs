namespace ComposeServer.Engine.Definitions;

/// <summary>What a step does.</summary>
internal enum StepKind
{
    /// <summary>It does not say, or says several things: an error, reported where it was read.</summary>
    Unclear,

    /// <summary>It calls a tool.</summary>
    Tool,

    /// <summary>It gives a value without a call.</summary>
    Value,

    /// <summary>It asks a person.</summary>
    Elicit,

    /// <summary>It fails.</summary>
    Fail,
}
