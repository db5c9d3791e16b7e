using System.Globalization;
using System.Text.Json;

namespace ComposeServer.Engine.Json;

/// <summary>
/// A JSON value or Nothing: a part of a parsed document, or one that was built here.
/// A list or an object that was parsed out of a text remembers that text (<see cref="SourceText"/>), wherever it travels.
/// </summary>
/// <remarks>
/// Documents stay in their parsed bytes (a number keeps its spelling, a big result costs no tree), and building
/// a value out of others copies nothing. <c>default</c> is Nothing. A built array handed in must not be changed afterwards.
/// </remarks>
internal readonly partial struct Value
{
    private readonly JsonElement _element;

    // null: the element is all there is; string: a text, or, beside an element, the text it was parsed from;
    // Value[], Member[], BuiltNumber: a value that was built.
    private readonly object? _built;

    private Value(JsonElement element, object? built)
    {
        _element = element;
        _built = built;
    }

    internal static Value Nothing => default;

    internal static Value Null { get; } = Literal("null"u8);

    internal static Value True { get; } = Literal("true"u8);

    internal static Value False { get; } = Literal("false"u8);

    internal static Value EmptyObject { get; } = Of(Array.Empty<Member>());

    internal static Value EmptyList { get; } = Of(Array.Empty<Value>());

    internal static Value Of(JsonElement element) => new(element, null);

    internal static Value Of(string text) => new(default, text);

    internal static Value Of(bool value) => value ? True : False;

    internal static Value Of(long number) => new(default, new BuiltNumber(number.ToString(CultureInfo.InvariantCulture)));

    internal static Value Of(decimal number) => new(default, new BuiltNumber(number.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    internal static Value Of(ExactNumber number) => new(default, new BuiltNumber(number.ToString()));

    internal static Value Of(Value[] items) => new(default, items);

    /// <summary>An object with these members; names must be distinct and no value may be Nothing.</summary>
    internal static Value Of(Member[] members) => new(default, members);

    /// <summary>A list or object that is the whole of a text, which it remembers.</summary>
    internal static Value Parsed(JsonElement element, string text) => new(element, text);

    internal ValueKind Kind => _built switch
    {
        null => KindOf(_element.ValueKind),
        string => _element.ValueKind == JsonValueKind.Undefined ? ValueKind.Text : KindOf(_element.ValueKind),
        Value[] => ValueKind.List,
        Member[] => ValueKind.Object,
        _ => ValueKind.Number,
    };

    internal bool IsNothing => _built is null && _element.ValueKind == JsonValueKind.Undefined;

    internal bool IsNull => _built is null && _element.ValueKind == JsonValueKind.Null;

    /// <summary>The value, and null for Nothing.</summary>
    internal Value OrNull => IsNothing ? Null : this;

    internal bool IsTrue => _built is null && _element.ValueKind == JsonValueKind.True;

    internal bool IsText => Kind == ValueKind.Text;

    /// <summary>Whether it is a list or object that was put together here out of other values.</summary>
    internal bool IsBuilt => _built is Value[] or Member[];

    /// <summary>The text from which this list or object was parsed; null when it was not.</summary>
    internal string? SourceText => _element.ValueKind == JsonValueKind.Undefined ? null : _built as string;

    /// <summary>The characters of a text; lone surrogates in a document read as U+FFFD.</summary>
    internal string Text() => _built as string is { } text && _element.ValueKind == JsonValueKind.Undefined ? text : JsonText.StringOf(_element);

    /// <summary>A number as it is spelled.</summary>
    internal string Spelling() => _built is BuiltNumber number ? number.Spelling : _element.GetRawText();

    /// <summary>A number's exact value.</summary>
    internal ExactNumber Number() =>
        _built is BuiltNumber number ? ExactNumber.Parse(number.Spelling) : ExactNumber.Parse(_element.GetRawText());

    /// <summary>A number that is spelled as a 64-bit integer, as most are; for any other <see cref="Number"/> is asked.</summary>
    internal bool TryInt64(out long value) => _built is BuiltNumber number
        ? long.TryParse(number.Spelling, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value)
        : _element.TryGetInt64(out value);

    /// <summary>How many items a list or members an object has.</summary>
    internal int Count => _built switch
    {
        Value[] items => items.Length,
        Member[] members => members.Length,
        _ => _element.ValueKind == JsonValueKind.Array ? _element.GetArrayLength() : _element.GetPropertyCount(),
    };

    /// <summary>An item of a list, by an index that is within it.</summary>
    internal Value this[int index] => _built is Value[] items ? items[index] : Of(_element[index]);

    /// <summary>A member of an object, or Nothing; of anything else, Nothing.</summary>
    internal Value Get(string name)
    {
        if (_built is Member[] members)
            return Find(members, name);
        return _element.ValueKind == JsonValueKind.Object && JsonText.TryGet(_element, name, out var found) ? Of(found) : Nothing;
    }

    /// <inheritdoc cref="Get(string)"/>
    /// <param name="name">The member's name.</param>
    /// <param name="utf8">The same as a document has it, for who asks often.</param>
    internal Value Get(string name, ReadOnlySpan<byte> utf8)
    {
        if (_built is Member[] members)
            return Find(members, name);
        return _element.ValueKind == JsonValueKind.Object && JsonText.TryGet(_element, name, utf8, out var found) ? Of(found) : Nothing;
    }

    private static Value Find(Member[] members, string name)
    {
        foreach (var member in members)
            if (member.Name == name)
                return member.Value;
        return Nothing;
    }

    private static Value Literal(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        return Of(JsonElement.ParseValue(ref reader));
    }

    private static ValueKind KindOf(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Null => ValueKind.Null,
        JsonValueKind.True or JsonValueKind.False => ValueKind.Boolean,
        JsonValueKind.Number => ValueKind.Number,
        JsonValueKind.String => ValueKind.Text,
        JsonValueKind.Array => ValueKind.List,
        JsonValueKind.Object => ValueKind.Object,
        _ => ValueKind.Nothing,
    };
}
