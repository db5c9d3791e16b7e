using System.Diagnostics.CodeAnalysis;

namespace ComposeServer.Engine.Json;

/// <summary><see cref="ValueEquality"/> for sets and dictionaries.</summary>
internal sealed class ValueComparer : IEqualityComparer<Value>
{
    internal static ValueComparer Instance { get; } = new();

    public bool Equals(Value x, Value y) => ValueEquality.Equal(x, y);

    public int GetHashCode([DisallowNull] Value obj)
    {
        var hash = (int)obj.Kind;
        switch (obj.Kind)
        {
            case ValueKind.Boolean: return HashCode.Combine(hash, obj.IsTrue);
            case ValueKind.Number: return HashCode.Combine(hash, obj.Number());
            case ValueKind.Text: return HashCode.Combine(hash, obj.Text());
            case ValueKind.List:
                foreach (var item in obj.Items())
                    hash = HashCode.Combine(hash, GetHashCode(item));
                return hash;
            case ValueKind.Object:
                // The order of members means nothing.
                foreach (var member in obj.Members())
                    hash += HashCode.Combine(member.Name, GetHashCode(member.Value));
                return hash;
            default: return hash;
        }
    }
}
