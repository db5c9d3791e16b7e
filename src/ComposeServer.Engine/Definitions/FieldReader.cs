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

    /// <summary>A whole number within bounds; null when the field is not there or is none.</summary>
    internal int? Count(string name, int least, int most)
    {
        if (!JsonText.TryGet(source, name, out var found))
            return null;
        if (found.ValueKind == JsonValueKind.Number && Value.Of(found).Number().TryInt32(out var number) && number >= least && number <= most)
            return number;
        problems.Error(path.At(name), found.ValueKind == JsonValueKind.Number ? "out_of_range" : "wrong_type", $"\"{name}\" must be a whole number from {least} to {most}.");
        return null;
    }

    /// <summary>One of some words; null when the field is not there or is none of them.</summary>
    internal string? Word(string name, params ReadOnlySpan<string> words)
    {
        var word = Text(name);
        if (word is null || words.Contains(word))
            return word;
        problems.Error(path.At(name), "unknown_word", $"\"{name}\" is one of {string.Join(", ", words.ToArray().Select(w => $"\"{w}\""))}.", Nearest.Name(word, words.ToArray()) is { } near ? $"\"{near}\"" : null);
        return null;
    }

    /// <summary>Says that a field of this object is missing.</summary>
    internal void Missing(string name, string owner, string suggestion) =>
        problems.Error(path.At(name), "missing_field", $"{owner} needs \"{name}\".", suggestion);

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

    /// <summary>Refuses fields that are not in the set, reserved ones, and names written twice.</summary>
    internal void Check(FieldSet fields)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in source.EnumerateObject())
        {
            var name = JsonText.NameOf(property);
            if (!seen.Add(name))
                problems.Error(path.At(name), "duplicate_field", $"\"{name}\" is written twice.", "Keep one of them");
            else if (fields.Reserved.Contains(name))
                problems.Error(path.At(name), "reserved_field", $"\"{name}\" is reserved for later versions of the language.", $"Leave \"{name}\" out");
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
