namespace ComposeServer.Import;

/// <summary>A member of an object, and where its name stands.</summary>
internal sealed record SourceMember(string Name, Place Place, SourceNode Value);
