using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Schemas.Keywords;

/// <summary><c>enum</c> and <c>const</c>.</summary>
internal sealed class ChoiceKeyword : Assertion
{
    private const int MostNamed = 20;
    private const int Few = 8;

    private readonly Value[] _choices;
    private readonly HashSet<Value>? _many;
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);

    internal ChoiceKeyword(Value[] choices)
    {
        _choices = choices;
        _many = choices.Length > Few ? new HashSet<Value>(choices, ValueComparer.Instance) : null;
        foreach (var choice in choices)
            if (choice.IsText)
                _texts.Add(choice.Text());
    }

    internal override bool Holds(Value value)
    {
        if (value.IsText)
            return _texts.Contains(value.Text());
        if (_many is not null)
            return _many.Contains(value);
        foreach (var choice in _choices)
            if (ValueEquality.Equal(choice, value))
                return true;
        return false;
    }

    internal override string Message(Value value)
    {
        if (_choices.Length == 0)
            return "fits no choice, because the schema leaves none";
        var named = string.Join(", ", _choices.Take(MostNamed).Select(Named));
        var more = _choices.Length > MostNamed ? $" or {_choices.Length - MostNamed} more" : "";
        return _choices.Length == 1 ? $"must be {named}" : $"is not one of {named}{more}";
    }

    internal override string? Suggestion(Value value) => value.IsText ? Nearest.Name(value.Text(), _texts) : null;

    private static string Named(Value choice)
    {
        var json = choice.ToJson();
        return json.Length <= 60 ? json : $"{json.AsSpan(0, char.IsHighSurrogate(json[59]) ? 59 : 60)}…";
    }
}
