namespace ComposeServer.Engine.Definitions;

/// <summary>What becomes of a run when a person declines.</summary>
public enum DeclineAction
{
    /// <summary>It fails.</summary>
    Abort,

    /// <summary>The question is skipped, and it goes on.</summary>
    Continue,

    /// <summary>It starts no further step, and succeeds.</summary>
    Finish,
}
