namespace ComposeServer.Engine.Building;

/// <summary>Parts that run in some order.</summary>
/// <param name="order">The order.</param>
/// <param name="parts">The parts.</param>
internal sealed class GroupBlock(GroupOrder order, IReadOnlyList<Block> parts) : Block
{
    internal GroupOrder Order => order;

    internal IReadOnlyList<Block> Parts => parts;

    internal override IEnumerable<StepBlock> Steps => parts.SelectMany(static part => part.Steps);
}
