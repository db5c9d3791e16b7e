using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Compilation;

/// <summary>A value where a text is wanted: texts as they are, everything else as compact JSON.</summary>
internal static class PlainText
{
    internal static string Of(Value value) => value.IsText ? value.Text() : value.SourceText ?? value.ToJson();

    /// <summary>The text of a message.</summary>
    /// <exception cref="EvaluationException">It gives nothing.</exception>
    internal static string OfMessage(Value value) =>
        value.IsNothing ? throw new EvaluationException("The message gives nothing; write default(…, '').") : Of(value);
}
