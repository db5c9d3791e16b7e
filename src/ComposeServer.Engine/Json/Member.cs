namespace ComposeServer.Engine.Json;

/// <summary>One name and value of an object.</summary>
internal readonly record struct Member(string Name, Value Value);
