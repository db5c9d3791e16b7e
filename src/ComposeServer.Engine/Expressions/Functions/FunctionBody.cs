using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Expressions.Functions;

/// <summary>What a function does with arguments that are of the kinds it takes.</summary>
/// <exception cref="EvaluationException">It cannot do it with these; the message is read after the function's name.</exception>
internal delegate Value FunctionBody(ReadOnlySpan<Value> arguments, EvaluationContext context);
