namespace ComposeServer.Engine.Json;

/// <summary>A number that was computed here, spelled as JSON.</summary>
internal sealed record BuiltNumber(string Spelling);
