namespace ComposeServer.Engine.Schemas.Compiling;

/// <summary>How the value of a keyword holds schemas.</summary>
internal enum SubschemaShape
{
    One,
    List,
    OneOrList,
    Map,
    MapOrNames,
}
