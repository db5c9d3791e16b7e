namespace ComposeServer.Engine.Tools;

/// <summary>A question did not reach a person, or what came back was not an answer; the message says why.</summary>
internal sealed class AskFailedException(string message) : Exception(message);
