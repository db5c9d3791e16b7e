namespace ComposeServer.Engine.Types;

internal sealed partial record JsonType
{
    /// <summary>What a member of this name can be, Nothing where it need not be there.</summary>
    internal JsonType At(string name)
    {
        if (!Has(Kinds.Object))
            return None with { MayBeNothing = true };
        var always = Kinds == Kinds.Object && !MayBeNothing;
        if (Properties.TryGetValue(name, out var known))
            return always && known.Required ? known.Type : known.Type with { MayBeNothing = true };
        return (Others ?? (Closed ? None : Any)) with { MayBeNothing = true };
    }

    /// <summary>What an item can be, by an index that may be negative; Nothing too, because lists may be shorter.</summary>
    internal JsonType At(int index)
    {
        if (!Has(Kinds.List))
            return None with { MayBeNothing = true };
        var item = index < 0 ? ItemType() : index < First.Length ? First[index] : Items ?? Any;
        return item with { MayBeNothing = true };
    }

    /// <summary>What any item can be; nothing where this is no list.</summary>
    internal JsonType ItemType()
    {
        if (!Has(Kinds.List))
            return None;
        var item = Items ?? Any;
        foreach (var first in First)
            item = Union(item, first);
        return item;
    }
}
