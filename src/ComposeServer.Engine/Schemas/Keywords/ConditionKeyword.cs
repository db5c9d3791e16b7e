using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Schemas.Keywords;

/// <summary><c>if</c>, <c>then</c>, <c>else</c>.</summary>
internal sealed class ConditionKeyword(SchemaNode condition, SchemaNode? then, SchemaNode? otherwise) : Keyword
{
    internal override IEnumerable<SchemaNode> InPlace
    {
        get
        {
            yield return condition;
            if (then is not null)
                yield return then;
            if (otherwise is not null)
                yield return otherwise;
        }
    }

    internal override bool IsValid(Value value, ValidationRun run, Evaluated? evaluated) =>
        Chosen(value, run, evaluated) is not { } chosen || run.IsValid(chosen, value, evaluated);

    internal override void Explain(Value value, Explanation at)
    {
        if (Chosen(value, at.Run, at.Evaluated) is { } chosen)
            at.Explain(chosen, value);
    }

    internal override void AddChild(PlaceStep step, Place place)
    {
        // Without one of them, the other says nothing of values that take the other way.
        if (then is not null && otherwise is not null)
            Place.AddEither([then, otherwise], step, place);
    }

    private SchemaNode? Chosen(Value value, ValidationRun run, Evaluated? evaluated)
    {
        var own = evaluated is null ? null : new Evaluated();
        if (!run.IsValid(condition, value, own))
            return otherwise;
        if (own is not null)
            evaluated!.Add(own);
        return then;
    }
}
