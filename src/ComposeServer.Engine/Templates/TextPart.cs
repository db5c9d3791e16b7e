using ComposeServer.Engine.Expressions;

namespace ComposeServer.Engine.Templates;

/// <summary>A stretch of a text: characters as they are, or an expression.</summary>
internal readonly record struct TextPart(string? Literal, Expression? Expression);
