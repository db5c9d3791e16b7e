using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Compilation;

/// <summary>The text of a message.</summary>
internal static class MessageText
{
    /// <exception cref="EvaluationException">It gives nothing.</exception>
    internal static string Of(Value value) =>
        value.IsNothing ? throw new EvaluationException("The message gives nothing; write default(…, '').") : value.ToPlainText();
}
