using System.Collections.Immutable;
using System.Text.Json;

namespace ComposeServer.Configuration;

/// <summary>Reads the fields of one server, with variables filled in, and collects what is wrong.</summary>
internal sealed class EntryReader(JsonElement entry, string pointer, Func<string, string?> variable, Problems problems)
{
    private readonly ExpandedText _expansion = new(variable);

    internal IReadOnlyList<string> Expanded => _expansion.Values;

    internal bool Has(string field) => entry.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null;

    internal bool IsText(string field) => entry.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String;

    internal T Wrong<T>(string field, string message, T otherwise)
    {
        problems.Error(At(field), message);
        return otherwise;
    }

    internal string? Text(string field) => Has(field) ? Filled(entry.GetProperty(field), At(field)) : null;

    internal string RequiredText(string field) =>
        Text(field) is { Length: > 0 } text ? text : Wrong("", $"needs \"{field}\", a text that is not empty.", "");

    internal ImmutableArray<string> Texts(string field)
    {
        if (!Has(field))
            return [];
        if (entry.GetProperty(field).ValueKind != JsonValueKind.Array)
            return Wrong<ImmutableArray<string>>(field, "must be a list of texts.", []);
        var index = 0;
        return [.. entry.GetProperty(field).EnumerateArray().Select(item => Filled(item, $"{At(field)}/{index++}"))];
    }

    internal ImmutableSortedDictionary<string, string> Map(string field, IComparer<string> names)
    {
        var map = ImmutableSortedDictionary.CreateBuilder<string, string>(names);
        if (!Has(field))
            return map.ToImmutable();
        if (entry.GetProperty(field).ValueKind != JsonValueKind.Object)
            return Wrong(field, "must be an object of texts.", map.ToImmutable());
        foreach (var member in entry.GetProperty(field).EnumerateObject())
            map[member.Name] = FilledScalar(member.Value, Problems.Pointer(At(field), member.Name));
        return map.ToImmutable();
    }

    /// <summary>Headers of requests. White space around them is no part of them: what is read from a file often ends with a line break.</summary>
    internal ImmutableSortedDictionary<string, string> Headers(string field)
    {
        var headers = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, text) in Map(field, StringComparer.OrdinalIgnoreCase))
        {
            headers[name] = text.Trim();
            if (HttpHeader.Problem(name, headers[name]) is { } problem)
                problems.Error(Problems.Pointer(At(field), name), problem);
        }

        return headers.ToImmutable();
    }

    internal Uri? Address(string field) =>
        Uri.TryCreate(RequiredText(field), UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : Wrong<Uri?>(field, "must be an address that begins with http:// or https://.", null);

    internal TimeSpan Duration(string field, TimeSpan otherwise)
    {
        if (!Has(field))
            return otherwise;
        return Configuration.Duration.TryRead(entry.GetProperty(field), out var duration)
            ? duration
            : Wrong(field, $"must be a duration: {Configuration.Duration.Forms}.", otherwise);
    }

    internal int Count(string field, int otherwise)
    {
        if (!Has(field))
            return otherwise;
        return entry.GetProperty(field) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var count) && count > 0
            ? count
            : Wrong(field, "must be a whole number from 1.", otherwise);
    }

    internal string? OneOf(string field, string[] known)
    {
        var text = Text(field);
        return text is null || known.Contains(text) ? text : Wrong<string?>(field, $"must be one of {string.Join(", ", known)}.", null);
    }

    private string At(string field) => field.Length == 0 ? pointer : Problems.Pointer(pointer, field);

    // Numbers and booleans in "env" are a common slip whose meaning is clear.
    private string FilledScalar(JsonElement value, string at) =>
        value.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False ? value.GetRawText() : Filled(value, at);

    private string Filled(JsonElement value, string at)
    {
        string? missing = null;
        if (value.ValueKind == JsonValueKind.String && _expansion.Of(value.GetString()!, out missing) is { } text)
            return text;
        problems.Error(at, missing is null
            ? "must be a text."
            : $"The environment variable {missing} is not set: set it, or write a default, ${{{missing}:-…}}.");
        return "";
    }
}
