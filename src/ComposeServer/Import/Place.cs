namespace ComposeServer.Import;

/// <summary>Where something stands in a file: line and column, from 1.</summary>
internal readonly record struct Place(long Line, long Column);
