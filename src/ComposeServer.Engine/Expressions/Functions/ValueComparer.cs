using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Expressions.Functions;

/// <summary>Equality of JSON values with a hash that goes with it.</summary>
internal sealed class ValueComparer : IEqualityComparer<Value>
{
    internal static ValueComparer Instance { get; } = new();

    public bool Equals(Value x, Value y) => ValueEquality.Equal(x, y);

    public int GetHashCode(Value obj) => obj.Kind switch
    {
        ValueKind.Boolean => obj.IsTrue ? 1 : 2,
        ValueKind.Number => obj.Number().GetHashCode(),
        ValueKind.Text => obj.Text().GetHashCode(StringComparison.Ordinal),
        ValueKind.List => OfList(obj),
        ValueKind.Object => OfObject(obj),
        _ => 0,
    };

    private int OfList(Value list)
    {
        var hash = new HashCode();
        foreach (var item in list.Items())
            hash.Add(GetHashCode(item));
        return hash.ToHashCode();
    }

    // The order of members does not count.
    private int OfObject(Value value)
    {
        var hash = value.Count;
        foreach (var member in value.Members())
            hash ^= HashCode.Combine(member.Name.GetHashCode(StringComparison.Ordinal), GetHashCode(member.Value));
        return hash;
    }
}
