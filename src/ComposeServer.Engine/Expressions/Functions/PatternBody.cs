using ComposeServer.Engine.Json;
using ComposeServer.Engine.Patterns;

namespace ComposeServer.Engine.Expressions.Functions;

/// <summary>What a function does with a regular expression.</summary>
internal delegate Value PatternBody(Pattern pattern, ReadOnlySpan<Value> arguments);
