using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Expressions.Queries;

/// <summary>A part of an expression, compiled.</summary>
internal delegate Value Evaluator(in Frame frame);
