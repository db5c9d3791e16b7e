namespace ComposeServer.Engine.Patterns;

/// <summary>A match took longer than a regular expression is given.</summary>
internal sealed class PatternTimeoutException(string message, Exception? inner = null) : Exception(message, inner)
{
    internal PatternTimeoutException(Exception? inner = null)
        : this("the regular expression took longer than 1 s on this text; write a simpler one, or give it a shorter text", inner)
    {
    }
}
