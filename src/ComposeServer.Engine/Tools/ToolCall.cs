using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Tools;

/// <summary>One call: the arguments (an object) and what it is part of.</summary>
internal sealed record ToolCall(Value Arguments, CallContext Context);
