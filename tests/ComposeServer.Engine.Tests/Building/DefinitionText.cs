using System.Collections;
using System.Reflection;
using System.Text;
using System.Text.Json;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Tests.Building;

/// <summary>Everything that was read of a definition, as text, so that two readings can be compared.</summary>
internal static class DefinitionText
{
    internal static string Of(object? read)
    {
        var text = new StringBuilder();
        Write(text, read);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? read)
    {
        switch (read)
        {
            case null: text.Append("null"); break;
            case JsonElement element: text.Append(Value.Of(element)); break;
            case string or Enum or TimeSpan or JsonPointer: text.Append(read); break;
            case IEnumerable items: WriteItems(text, items); break;
            case var value when value.GetType().IsPrimitive || value is decimal: text.Append(read); break;
            default: WriteMembers(text, read); break;
        }
    }

    private static void WriteItems(StringBuilder text, IEnumerable items)
    {
        foreach (var item in items)
        {
            text.Append("\n- ");
            Write(text, item);
        }
    }

    private static void WriteMembers(StringBuilder text, object read)
    {
        const BindingFlags All = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        foreach (var field in read.GetType().GetFields(All).OrderBy(field => field.Name, StringComparer.Ordinal))
        {
            text.Append(field.Name).Append('=');
            Write(text, field.GetValue(read));
            text.Append(';');
        }
    }
}
