using System.Globalization;

namespace ComposeServer.Engine.Patterns;

internal sealed partial class PatternTranslator
{
    private void Quantifier()
    {
        var from = _at;
        if (Next is '*' or '+' or '?')
            _weight = _weight.Repeated(Next == '+' ? 1 : 0, _source[_at++] == '?' ? 1 : null);
        else if (AtCounted())
            Counted();
        else
            return;
        Take('?');
        // Every atom was written as one class or group, so it needs no brackets.
        _written.Append(_source, from, _at - from);
    }

    private bool AtCounted()
    {
        if (Next != '{')
            return false;
        var end = _at + 1;
        while (end < _source.Length && char.IsAsciiDigit(_source[end]))
            end++;
        var digits = end > _at + 1;
        if (end < _source.Length && _source[end] == ',')
            for (end++; end < _source.Length && char.IsAsciiDigit(_source[end]);)
                end++;
        return digits && end < _source.Length && _source[end] == '}';
    }

    private void Counted()
    {
        var close = _source.IndexOf('}', _at);
        var bounds = _source[(_at + 1)..close].Split(',');
        var least = Count(bounds[0]);
        int? most = bounds.Length == 1 ? least : bounds[1].Length > 0 ? Count(bounds[1]) : null;
        if (most < least)
            throw Problem("repeats at least more often than at most");
        _weight = _weight.Repeated(least, most);
        _at = close + 1;
    }

    private int Count(string digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        ? count
        : throw Problem("repeats too often to be taken");
}
