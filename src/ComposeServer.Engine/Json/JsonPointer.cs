namespace ComposeServer.Engine.Json;

/// <summary>Where a value stands in a document, as RFC 6901 writes it: <c>/steps/0/params</c>; empty for the whole.</summary>
internal sealed record JsonPointer
{
    private readonly string _text;

    private JsonPointer(string text) => _text = text;

    internal static JsonPointer Root { get; } = new("");

    internal JsonPointer At(string name) => new($"{_text}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}");

    internal JsonPointer At(int index) => new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{_text}/{index}"));

    /// <summary>The place that another pointer names below this one.</summary>
    internal JsonPointer Then(JsonPointer below) => new(_text + below._text);

    /// <summary>Whether the other place is this one or stands inside it.</summary>
    internal bool Holds(JsonPointer other) =>
        other._text.StartsWith(_text, StringComparison.Ordinal) && (other._text.Length == _text.Length || other._text[_text.Length] == '/');

    /// <summary>The same place as seen from one that holds it.</summary>
    internal JsonPointer From(JsonPointer outer) => new(_text[outer._text.Length..]);

    /// <summary>The place that this one is a member or an item of; the whole for the whole.</summary>
    internal JsonPointer Parent => new(_text[..Math.Max(0, _text.LastIndexOf('/'))]);

    /// <summary>The names and indexes that lead to the place.</summary>
    internal IEnumerable<string> Names => _text.Split('/').Skip(1).Select(Unescape);

    /// <summary>One part of a pointer as it is meant (RFC 6901, section 4).</summary>
    internal static string Unescape(string part) => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    /// <summary>What stands at this place of a document; Nothing when there is no such place.</summary>
    internal Value Find(Value document)
    {
        foreach (var name in Names)
        {
            var isIndex = document.Kind == ValueKind.List && int.TryParse(name, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var index) && index < document.Count;
            document = isIndex ? document[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)] : document.Get(name);
        }

        return document;
    }

    public override string ToString() => _text;
}
