using System.Text.Json;

namespace ComposeServer.Engine.Json;

/// <summary>Writes equal values in one way: names in ordinal order, numbers by value.</summary>
internal static class Canonical
{
    internal static void Write(Value value, Utf8JsonWriter writer)
    {
        switch (value.Kind)
        {
            case ValueKind.Object: WriteObject(value, writer); break;
            case ValueKind.List:
                writer.WriteStartArray();
                foreach (var item in value.Items())
                    Write(item, writer);
                writer.WriteEndArray();
                break;
            case ValueKind.Number: writer.WriteRawValue(value.Number().ToString(), skipInputValidation: true); break;
            default: value.WriteTo(writer); break;
        }
    }

    private static void WriteObject(Value value, Utf8JsonWriter writer)
    {
        var members = new List<Member>(value.Count);
        foreach (var member in value.Members())
            members.Add(member);
        members.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        writer.WriteStartObject();
        foreach (var (name, inner) in members)
        {
            writer.WritePropertyName(name);
            Write(inner, writer);
        }

        writer.WriteEndObject();
    }
}
