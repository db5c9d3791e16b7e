using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Schemas.Keywords;

/// <summary>The schemas that judge one place of a value: all of <see cref="All"/>, and of each entry of <see cref="AnyOf"/> at least one.</summary>
internal sealed class Place
{
    internal List<SchemaNode> All { get; } = [];

    internal List<Place[]> AnyOf { get; } = [];

    internal Place Child(PlaceStep step)
    {
        var child = new Place();
        foreach (var node in All)
            AddChild(node, step, child);
        foreach (var branches in AnyOf)
            child.AnyOf.Add(Array.ConvertAll(branches, branch => branch.Child(step)));
        return child;
    }

    internal bool Accepts(Value value, ValidationRun run) =>
        All.TrueForAll(node => run.IsValid(node, value)) && AnyOf.TrueForAll(branches => Array.Exists(branches, branch => branch.Accepts(value, run)));

    internal static void AddChild(SchemaNode node, PlaceStep step, Place place)
    {
        foreach (var keyword in node.Keywords)
            keyword.AddChild(step, place);
    }

    /// <summary>Adds what either of several schemas has for a part.</summary>
    internal static void AddEither(IReadOnlyList<SchemaNode> branches, PlaceStep step, Place place)
    {
        var places = new Place[branches.Count];
        for (var i = 0; i < places.Length; i++)
            AddChild(branches[i], step, places[i] = new Place());
        place.AnyOf.Add(places);
    }
}
