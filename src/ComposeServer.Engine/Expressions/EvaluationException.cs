namespace ComposeServer.Engine.Expressions;

/// <summary>An expression gave no usable value. The message is for a model and holds names, never values.</summary>
internal sealed class EvaluationException(string message) : Exception(message);
