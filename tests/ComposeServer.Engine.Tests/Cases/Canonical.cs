using System.Text.Json;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Tests.Cases;

/// <summary>JSON in one form: names in order, no white space, numbers as they are spelled.</summary>
internal static class Canonical
{
    internal static string Of(JsonElement value) => Of(Value.Of(value));

    internal static string Of(Value value) => Sorted(value).ToString();

    private static Value Sorted(Value value) => value.Kind switch
    {
        ValueKind.Object => Value.Of([.. Members(value).OrderBy(member => member.Name, StringComparer.Ordinal)]),
        ValueKind.List => Value.Of([.. Items(value)]),
        _ => value,
    };

    private static List<Member> Members(Value value)
    {
        var members = new List<Member>();
        foreach (var member in value.Members())
            members.Add(member with { Value = Sorted(member.Value) });
        return members;
    }

    private static List<Value> Items(Value value)
    {
        var items = new List<Value>();
        foreach (var item in value.Items())
            items.Add(Sorted(item));
        return items;
    }
}
