namespace ComposeServer.Engine.Building;

/// <summary>Builds the steps of a group.</summary>
public sealed class GroupBuilder : StepsBuilder<GroupBuilder>
{
    internal GroupBuilder()
    {
    }
}
