using System.Collections.Immutable;
using System.Text.Json;

namespace ComposeServer.Configuration;

/// <summary>Reads the fields of one object of <c>settings.json</c>, and collects what is wrong.</summary>
internal sealed class SettingsReader
{
    private readonly JsonElement _object;
    private readonly string _pointer;
    private readonly Problems _problems;

    internal SettingsReader(JsonElement value, string pointer, Problems problems)
    {
        (_pointer, _problems) = (pointer, problems);
        if (value.ValueKind == JsonValueKind.Object)
            _object = value;
        else if (value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
            problems.Error(pointer, "must be an object.");
    }

    /// <summary>Warns of every field that is not among these.</summary>
    internal void Knows(params string[] fields)
    {
        if (_object.ValueKind != JsonValueKind.Object)
            return;
        foreach (var member in _object.EnumerateObject())
            if (!fields.Contains(member.Name))
                _problems.Warn(At(member.Name), $"is not a known setting, and is ignored.{NearestName.Hint(member.Name, fields)}");
    }

    internal SettingsReader Inside(string field) => new(Raw(field), At(field), _problems);

    /// <summary>The field as written, apart from the document that it stood in; undefined when it is not there.</summary>
    internal JsonElement Raw(string field) =>
        _object.ValueKind == JsonValueKind.Object && _object.TryGetProperty(field, out var value) ? value.Clone() : default;

    internal T Wrong<T>(string field, string message, T otherwise)
    {
        _problems.Error(At(field), message);
        return otherwise;
    }

    internal string? Text(string field) => Raw(field) switch
    {
        { ValueKind: JsonValueKind.Undefined } => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        _ => Wrong<string?>(field, "must be a text.", null),
    };

    internal bool Flag(string field, bool otherwise) => Raw(field).ValueKind switch
    {
        JsonValueKind.Undefined => otherwise,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => Wrong(field, "must be true or false.", otherwise),
    };

    internal int Count(string field, int otherwise) => (int)Number(field, otherwise, int.MaxValue);

    internal long Bytes(string field, long otherwise) => Number(field, otherwise, long.MaxValue);

    internal TimeSpan Duration(string field, TimeSpan otherwise)
    {
        var value = Raw(field);
        if (value.ValueKind == JsonValueKind.Undefined)
            return otherwise;
        return Configuration.Duration.TryRead(value, out var duration)
            ? duration
            : Wrong(field, $"must be a duration: {Configuration.Duration.Forms}.", otherwise);
    }

    internal ImmutableArray<string> Texts(string field, ImmutableArray<string> otherwise)
    {
        var value = Raw(field);
        if (value.ValueKind == JsonValueKind.Undefined)
            return otherwise;
        return value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(item => item.GetString()!)]
            : Wrong(field, "must be a list of texts.", otherwise);
    }

    private long Number(string field, long otherwise, long most)
    {
        var value = Raw(field);
        if (value.ValueKind == JsonValueKind.Undefined)
            return otherwise;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number > 0 && number <= most
            ? number
            : Wrong(field, "must be a whole number from 1.", otherwise);
    }

    private string At(string field) => Problems.Pointer(_pointer, field);
}
