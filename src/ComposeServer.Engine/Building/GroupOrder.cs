namespace ComposeServer.Engine.Building;

/// <summary>In which order the parts of a group run.</summary>
internal enum GroupOrder
{
    Sequence,
    Parallel,
    Pipeline,
    ScatterGather,
}
