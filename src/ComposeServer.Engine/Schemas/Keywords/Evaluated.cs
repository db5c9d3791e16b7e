namespace ComposeServer.Engine.Schemas.Keywords;

/// <summary>Which members or items of one value some schema has judged, for <c>unevaluatedProperties</c> and <c>unevaluatedItems</c>.</summary>
internal sealed class Evaluated
{
    private bool _allNames;
    private int _firstItems;
    private HashSet<string>? _names;
    private HashSet<int>? _items;

    internal void AddName(string name) => (_names ??= new HashSet<string>(StringComparer.Ordinal)).Add(name);

    internal void AddAllNames() => _allNames = true;

    internal void AddItem(int index) => (_items ??= []).Add(index);

    internal void AddFirstItems(int count) => _firstItems = Math.Max(_firstItems, count);

    internal void AddAllItems() => _firstItems = int.MaxValue;

    internal bool HasName(string name) => _allNames || (_names?.Contains(name) ?? false);

    internal bool HasItem(int index) => index < _firstItems || (_items?.Contains(index) ?? false);

    internal void Add(Evaluated other)
    {
        _allNames |= other._allNames;
        _firstItems = Math.Max(_firstItems, other._firstItems);
        foreach (var name in other._names ?? [])
            AddName(name);
        foreach (var item in other._items ?? [])
            AddItem(item);
    }
}
