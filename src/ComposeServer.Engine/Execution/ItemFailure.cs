namespace ComposeServer.Engine.Execution;

/// <summary>An item of a forEach that failed: its place from 0, why, and how many calls were made for it.</summary>
internal readonly record struct ItemFailure(int Index, string Message, int Attempts);
