using System.Text;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Expressions.Functions;

/// <summary>Bounds on what a function may give (section 11 of the contract).</summary>
internal static class Results
{
    internal const int MaxBytes = 8 * 1024 * 1024;
    internal const int MaxItems = 1_000_000;

    internal static Value Text(string text) => text.Length <= MaxBytes / 3 || Encoding.UTF8.GetByteCount(text) <= MaxBytes ? Value.Of(text) : throw TooLong();

    internal static Value List(List<Value> items) => Value.Of(items.ToArray());

    /// <exception cref="EvaluationException">There are too many.</exception>
    internal static void CheckCount(long count)
    {
        if (count > MaxItems)
            throw new EvaluationException($"would give a list of more than {MaxItems} items");
    }

    /// <exception cref="EvaluationException">The text is too long.</exception>
    internal static void CheckLength(long characters)
    {
        if (characters > MaxBytes)
            throw TooLong();
    }

    internal static EvaluationException TooLong() => new("would give a text of more than 8 MiB");
}
