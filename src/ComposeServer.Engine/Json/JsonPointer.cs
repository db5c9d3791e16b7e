namespace ComposeServer.Engine.Json;

/// <summary>Where a value stands in a document, as RFC 6901 writes it: <c>/steps/0/params</c>; empty for the whole.</summary>
internal sealed record JsonPointer
{
    private readonly string _text;

    private JsonPointer(string text) => _text = text;

    internal static JsonPointer Root { get; } = new("");

    internal JsonPointer At(string name) => new($"{_text}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}");

    internal JsonPointer At(int index) => new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{_text}/{index}"));

    public override string ToString() => _text;
}
