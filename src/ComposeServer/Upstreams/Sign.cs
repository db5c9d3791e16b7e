namespace ComposeServer.Upstreams;

/// <summary>What a call that has ended says of its upstream.</summary>
internal enum Sign
{
    /// <summary>Nothing: the caller gave it up, it was not sent, or the connection is gone, which is for the restart to mend.</summary>
    None,

    /// <summary>It answered, be it with an error.</summary>
    Alive,

    /// <summary>It was silent, or what came was no answer.</summary>
    Dead,
}
