namespace ComposeServer.Engine.Patterns;

/// <summary>Ends the reading of an expression that is not one; caught where the reading began.</summary>
internal sealed class PatternProblemException(string message) : Exception(message);
