namespace ComposeServer.Engine.Definitions;

/// <summary>How the wait between attempts grows.</summary>
internal enum Backoff
{
    Exponential,
    Linear,
    Constant,
}
