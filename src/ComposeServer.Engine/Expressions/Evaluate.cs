using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Expressions;

/// <summary>A compiled expression.</summary>
/// <exception cref="EvaluationException">It gives no usable value.</exception>
/// <exception cref="SkippedValueException">It needs the value of a skipped step.</exception>
internal delegate Value Evaluate(EvaluationContext context);
