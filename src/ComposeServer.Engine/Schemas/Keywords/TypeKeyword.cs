using ComposeServer.Engine.Json;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Schemas.Keywords;

/// <summary><c>type</c>. In draft-04 an integer is one by how it is spelled: 1.0 is none.</summary>
internal sealed class TypeKeyword(Kinds wanted, bool bySpelling) : Keyword
{
    internal Kinds Wanted => wanted;

    internal override bool IsValid(Value value, ValidationRun run, Evaluated? evaluated) => Holds(value);

    internal bool Holds(Value value)
    {
        if (value.Kind != ValueKind.Number)
            return (wanted & KindWords.Of(value)) != Kinds.None;
        if ((wanted & Kinds.Fraction) != Kinds.None || (wanted & Kinds.Integer) == Kinds.None)
            return (wanted & Kinds.Fraction) != Kinds.None;
        return bySpelling ? value.Spelling().AsSpan().IndexOfAny('.', 'e', 'E') < 0 : KindWords.IsInteger(value);
    }

    internal override void Explain(Value value, Explanation at)
    {
        if (!Holds(value))
            at.Fault(FaultCodes.WrongType, Message(wanted, value), Suggestion(wanted, value), wanted);
    }

    /// <summary>What to write instead, where a text stands for what JSON writes without quotes.</summary>
    internal static string? Suggestion(Kinds wanted, Value value) => value.IsText switch
    {
        false => null,
        true when (wanted & Kinds.Number) != Kinds.None => "write the number without quotes",
        true when (wanted & Kinds.Boolean) != Kinds.None => "write true or false without quotes",
        true when (wanted & (Kinds.Object | Kinds.List)) != Kinds.None => "write the JSON itself, not a text that holds it",
        _ => null,
    };

    /// <summary>As "must be an integer, and is a text".</summary>
    internal static string Message(Kinds wanted, Value value)
    {
        var kind = KindWords.Of(value);
        var actual = kind == Kinds.Fraction && (wanted & Kinds.Integer) != Kinds.None ? "a number with a fraction"
            : (kind & Kinds.Number) != Kinds.None ? "a number" : kind.NamesWithArticle();
        return $"must be {wanted.NamesWithArticle()}, and is {actual}";
    }
}
