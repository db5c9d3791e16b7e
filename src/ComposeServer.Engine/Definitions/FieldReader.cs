using System.Text.Json;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Definitions;

/// <summary>Reads the fields of one object of a definition and collects what is wrong with them.</summary>
internal sealed class FieldReader(JsonElement source, JsonPointer path, ProblemList problems)
{
    internal JsonPointer Path => path;

    internal JsonElement Source => source;

    internal bool Has(string name) => JsonText.TryGet(source, name, out _);

    /// <summary>A field as it was written; undefined when it is not there.</summary>
    internal JsonElement Raw(string name) => JsonText.TryGet(source, name, out var found) ? found : default;

    internal string? Text(string name)
    {
        if (!JsonText.TryGet(source, name, out var found))
            return null;
        if (found.ValueKind == JsonValueKind.String)
            return JsonText.StringOf(found);
        problems.Error(path.At(name), "wrong_type", $"\"{name}\" must be a text.");
        return null;
    }

    internal bool Flag(string name, bool fallback)
    {
        if (!JsonText.TryGet(source, name, out var found))
            return fallback;
        if (found.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return found.ValueKind == JsonValueKind.True;
        problems.Error(path.At(name), "wrong_type", $"\"{name}\" must be true or false.");
        return fallback;
    }

    internal TimeSpan? Duration(string name)
    {
        if (!JsonText.TryGet(source, name, out var found))
            return null;
        if (Definitions.Duration.TryRead(found, out var duration))
            return duration;
        problems.Error(path.At(name), "invalid_duration", $"\"{name}\" must be a duration above 0 and at most 24 days.", "\"500ms\", \"30s\", \"5m\", \"1h\", or seconds as a number");
        return null;
    }

    /// <summary>An object, for its own fields; null when the field is not there or is no object.</summary>
    internal FieldReader? Object(string name)
    {
        if (!JsonText.TryGet(source, name, out var found))
            return null;
        if (found.ValueKind == JsonValueKind.Object)
            return new FieldReader(found, path.At(name), problems);
        problems.Error(path.At(name), "wrong_type", $"\"{name}\" must be an object.");
        return null;
    }

    /// <summary>Refuses fields that are not in the set, fields that this version does not carry out, and names written twice.</summary>
    internal void Check(FieldSet fields)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in source.EnumerateObject())
        {
            var name = JsonText.NameOf(property);
            if (!seen.Add(name))
                problems.Error(path.At(name), "duplicate_field", $"\"{name}\" is written twice.", "Keep one of them");
            else if (fields.NotYet.Contains(name))
                problems.Error(path.At(name), "not_supported_yet", $"\"{name}\" of {fields.Owner} is not supported yet by this version.", $"Leave \"{name}\" out");
            else if (!fields.Known.Contains(name) && !(fields == FieldSet.Tool && name.StartsWith("x-", StringComparison.Ordinal)))
                RefuseUnknown(fields, name);
        }
    }

    private void RefuseUnknown(FieldSet fields, string name)
    {
        var meant = fields.MeantBy(name) ?? Nearest.Name(name, fields.Known);
        problems.Error(
            path.At(name),
            "unknown_field",
            $"\"{name}\" is not a field of {fields.Owner}." + (meant is null ? "" : $" Did you mean \"{meant}\"?"),
            meant is null ? $"One of: {string.Join(", ", fields.Known.Order(StringComparer.Ordinal))}" : $"\"{meant}\"");
    }
}
