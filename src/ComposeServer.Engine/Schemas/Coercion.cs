using ComposeServer.Engine.Json;
using ComposeServer.Engine.Patterns;
using ComposeServer.Engine.Schemas.Keywords;

namespace ComposeServer.Engine.Schemas;

/// <summary>Gives parsed texts back as texts where a schema wants them so (section 3 of the contract).</summary>
internal static class Coercion
{
    internal static Value Apply(SchemaNode root, Value value, bool tracksScope)
    {
        if (!Remembers(value))
            return value;
        var place = new Place();
        place.All.Add(root);
        using var time = PatternTime.Begin();
        try
        {
            return Coerce(place, value, new ValidationRun(tracksScope));
        }
        catch (Exception e) when (e is TooComplexException or PatternTimeoutException)
        {
            // Validation will say so; as it is, the value is honest.
            return value;
        }
    }

    // Only a value that was built can hold one that remembers its text.
    private static bool Remembers(Value value)
    {
        if (value.SourceText is not null)
            return true;
        if (!value.IsBuilt)
            return false;
        foreach (var item in value.Items())
            if (Remembers(item))
                return true;
        foreach (var member in value.Members())
            if (Remembers(member.Value))
                return true;
        return false;
    }

    private static Value Coerce(Place place, Value value, ValidationRun run)
    {
        if (value.SourceText is { } text)
            return !place.Accepts(value, run) && place.Accepts(Value.Of(text), run) ? Value.Of(text) : value;
        return value.Kind == ValueKind.List ? CoerceItems(place, value, run) : CoerceMembers(place, value, run);
    }

    private static Value CoerceItems(Place place, Value list, ValidationRun run)
    {
        var items = new Value[list.Count];
        for (var i = 0; i < items.Length; i++)
            items[i] = Remembers(list[i]) ? Coerce(place.Child(new PlaceStep(null, i)), list[i], run) : list[i];
        return Value.Of(items);
    }

    private static Value CoerceMembers(Place place, Value value, ValidationRun run)
    {
        var members = new Member[value.Count];
        var index = 0;
        foreach (var member in value.Members())
            members[index++] = Remembers(member.Value)
                ? new Member(member.Name, Coerce(place.Child(new PlaceStep(member.Name, 0)), member.Value, run))
                : member;
        return Value.Of(members);
    }
}
