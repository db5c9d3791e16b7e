namespace ComposeServer.Engine.Json;

/// <summary>Equality of JSON values: numbers by exact value, objects without order. Nothing equals only Nothing.</summary>
internal static class ValueEquality
{
    internal static bool Equal(Value left, Value right)
    {
        var kind = left.Kind;
        return kind == right.Kind && kind switch
        {
            ValueKind.Boolean => left.IsTrue == right.IsTrue,
            ValueKind.Number => CompareNumbers(left, right) == 0,
            ValueKind.Text => left.Text() == right.Text(),
            ValueKind.List => ListsEqual(left, right),
            ValueKind.Object => ObjectsEqual(left, right),
            _ => true,
        };
    }

    /// <summary>The order of two numbers by exact value.</summary>
    internal static int CompareNumbers(Value left, Value right) => left.TryInt64(out var one) && right.TryInt64(out var other)
        ? one.CompareTo(other)
        : left.Number().CompareTo(right.Number());

    private static bool ListsEqual(Value left, Value right)
    {
        if (left.Count != right.Count)
            return false;
        var others = right.Items();
        foreach (var item in left.Items())
            if (!others.MoveNext() || !Equal(item, others.Current))
                return false;
        return true;
    }

    private static bool ObjectsEqual(Value left, Value right)
    {
        if (left.Count != right.Count)
            return false;
        foreach (var member in left.Members())
        {
            var other = right.Get(member.Name);
            if (other.IsNothing || !Equal(member.Value, other))
                return false;
        }

        return true;
    }
}
