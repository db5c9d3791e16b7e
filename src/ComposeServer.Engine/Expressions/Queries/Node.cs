using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Expressions.Queries;

/// <summary>A value that a query found; with where it stands, when that was asked for.</summary>
internal readonly record struct Node(Value Value, Location? Location)
{
    internal Node Member(string name, Value value) => new(value, Location is null ? null : new Location(Location, name, -1));

    internal Node Item(int index, Value value) => new(value, Location is null ? null : new Location(Location, null, index));
}
