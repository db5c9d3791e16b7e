namespace ComposeServer.Engine.Types;

/// <summary>What is known of one member of an object: its type, and whether it is always there.</summary>
internal sealed record PropertyType(JsonType Type, bool Required);
