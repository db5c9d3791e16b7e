namespace ComposeServer.Engine.Definitions;

/// <summary>In which order steps run (section 7 of the contract).</summary>
internal enum RunMode
{
    Sequential,
    Auto,
    Parallel,
    Pipeline,
    ScatterGather,
}
