using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Expressions.Queries;

/// <summary>The items of a list as an array of their own.</summary>
internal static class ListItems
{
    internal static Value[] Of(Value list)
    {
        var items = new Value[list.Count];
        var index = 0;
        foreach (var item in list.Items())
            items[index++] = item;
        return items;
    }
}
