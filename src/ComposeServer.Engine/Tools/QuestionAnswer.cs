using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Tools;

/// <summary>What a person answered; the content is Nothing unless it was accepted.</summary>
internal readonly record struct QuestionAnswer(QuestionAction Action, Value Content);
