namespace ComposeServer.Engine.Building;

/// <summary>A part of a tool that is being built: a step or a group.</summary>
internal abstract class Block
{
    /// <summary>Every step in it, as written.</summary>
    internal abstract IEnumerable<StepBlock> Steps { get; }
}
