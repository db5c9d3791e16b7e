namespace ComposeServer.Engine.Definitions;

/// <summary>How the wait between attempts grows.</summary>
public enum Backoff
{
    /// <summary>It doubles.</summary>
    Exponential,

    /// <summary>It grows by the same time.</summary>
    Linear,

    /// <summary>It stays.</summary>
    Constant,
}
