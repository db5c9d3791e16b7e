using System.Text.Json;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Schemas.Dialects;
using ComposeServer.Engine.Schemas.Formats;
using ComposeServer.Engine.Schemas.Keywords;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Schemas.Compiling;

internal sealed partial class KeywordReader
{
    private void ReadValueKeywords()
    {
        if (TryGet("type", out var type) && KindsOf(type) is { } kinds)
            _keywords.Add(new TypeKeyword(kinds, bySpelling: Dialect == Dialect.Draft4));
        if (TryGet("enum", out var choices))
            ReadChoices(choices);
        if (TryGet("const", Dialect.Draft6, out var constant))
            _keywords.Add(new ChoiceKeyword([Value.Of(constant)]));
        ReadNumberKeywords();
        AddSizes(ValueKind.Text, "minLength", "maxLength");
        ReadTextKeywords();
    }

    private Kinds? KindsOf(JsonElement type)
    {
        var kinds = Kinds.None;
        var names = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().ToArray() : [type];
        foreach (var name in names)
        {
            var kind = name.ValueKind == JsonValueKind.String ? TypeNames.KindOf(JsonText.StringOf(name)) : Kinds.None;
            if (kind == Kinds.None)
            {
                Problem("type", $"must be one of {TypeNames.All}, or a list of them");
                return null;
            }

            kinds |= kind;
        }

        if (kinds != Kinds.None)
            return kinds;
        Problem("type", "must name at least one type");
        return null;
    }

    private void ReadChoices(JsonElement choices)
    {
        if (choices.ValueKind == JsonValueKind.Array)
            _keywords.Add(new ChoiceKeyword([.. choices.EnumerateArray().Select(Value.Of)]));
        else
            Problem("enum", $"must be a list, and is {Kind(choices)}");
    }

    private void ReadNumberKeywords()
    {
        AddLimit("minimum", isLeast: true, exclusive: Dialect == Dialect.Draft4 && IsExclusive("exclusiveMinimum"));
        AddLimit("maximum", isLeast: false, exclusive: Dialect == Dialect.Draft4 && IsExclusive("exclusiveMaximum"));
        if (Dialect > Dialect.Draft4)
        {
            AddLimit("exclusiveMinimum", isLeast: true, exclusive: true);
            AddLimit("exclusiveMaximum", isLeast: false, exclusive: true);
        }

        if (Number("multipleOf") is not { } divisor)
            return;
        if (divisor.Value.Sign > 0)
            _keywords.Add(new MultipleOfKeyword(divisor.Value, divisor.Spelling));
        else
            Problem("multipleOf", "must be greater than 0");
    }

    private void AddLimit(string keyword, bool isLeast, bool exclusive)
    {
        if (Number(keyword) is { } limit)
            _keywords.Add(new LimitKeyword(limit.Value, limit.Spelling, isLeast, exclusive));
    }

    private bool IsExclusive(string keyword)
    {
        if (!TryGet(keyword, out var element))
            return false;
        if (element.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            Problem(keyword, "must be true or false in draft-04");
        return element.ValueKind == JsonValueKind.True;
    }

    private (ExactNumber Value, string Spelling)? Number(string keyword)
    {
        if (!TryGet(keyword, out var element))
            return null;
        if (element.ValueKind == JsonValueKind.Number)
            return (ExactNumber.Parse(element.GetRawText()), element.GetRawText());
        Problem(keyword, $"must be a number, and is {Kind(element)}");
        return null;
    }

    private void AddSizes(ValueKind kind, string least, string most)
    {
        if (Size(least) is { } minimum and > 0)
            _keywords.Add(new SizeKeyword(kind, minimum, isLeast: true));
        if (Size(most) is { } maximum)
            _keywords.Add(new SizeKeyword(kind, maximum, isLeast: false));
    }

    private void ReadTextKeywords()
    {
        if (Text("pattern") is { } expression && PatternAt(location.Pointer.At("pattern"), expression) is { } pattern)
            _keywords.Add(new PatternKeyword(pattern, expression));
        if (Text("format") is { } format && compiler.Options.AssertFormats && location.Document == 0 && FormatNames.Find(format) is { } check)
            _keywords.Add(new FormatKeyword(format, check.IsValid, check.Example));
    }

    private string? Text(string keyword)
    {
        if (!TryGet(keyword, out var element))
            return null;
        if (element.ValueKind == JsonValueKind.String)
            return JsonText.StringOf(element);
        Problem(keyword, $"must be a text, and is {Kind(element)}");
        return null;
    }
}
