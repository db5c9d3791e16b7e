namespace ComposeServer.Import;

/// <summary>A JSON value that knows where in a file it was written. Immutable.</summary>
/// <param name="Place">Where it begins.</param>
internal abstract record SourceNode(Place Place)
{
    /// <summary>How much it comes to when everything is written out: its characters, and one for each value.</summary>
    internal abstract long Size { get; }

    /// <summary>How many levels it nests.</summary>
    internal abstract int Depth { get; }
}
