namespace ComposeServer.Engine.Json;

/// <summary>What a <see cref="Value"/> is: a JSON type, or Nothing (RFC 9535: the absence of a value).</summary>
internal enum ValueKind : byte
{
    Nothing,
    Null,
    Boolean,
    Number,
    Text,
    List,
    Object,
}
