namespace ComposeServer.Engine.Schemas.Dialects;

/// <summary>The versions of JSON Schema that are understood, oldest first.</summary>
internal enum Dialect
{
    Draft4,
    Draft6,
    Draft7,
    Draft201909,
    Draft202012,
}
