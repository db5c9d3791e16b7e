namespace ComposeServer.Engine.Patterns;

internal sealed partial class PatternTranslator
{
    private bool Group()
    {
        if (++_nesting > MaxNesting)
            throw new PatternProblemException($"nests deeper than {MaxNesting} groups");
        _at++;
        var repeatable = Opening();
        _weight = default;
        Alternatives();
        if (!Take(')'))
            throw new PatternProblemException("has a ( without its )");
        _written.Append(')');
        _nesting--;
        return repeatable;
    }

    private bool Opening()
    {
        if (Take("?:"))
            _written.Append("(?:");
        else if (Take("?=") || Take("?!") || Take("?<=") || Take("?<!"))
            return LookAround();
        else if (Take("?<"))
            Named();
        else if (Next == '?')
            throw Problem("has (? that begins no kind of group; write (?: for one that is not captured");
        else
            Capturing();
        return true;
    }

    private bool LookAround()
    {
        Refusal ??= "uses look-around ((?=, (?!, (?<= or (?<!), which the linear-time engine cannot take; say it without";
        _written.Append("(?:");
        return false;
    }

    private void Named()
    {
        var name = NameUntil('>');
        Capturing();
        if (!GroupNames.TryAdd(name, _groups))
            throw new PatternProblemException("gives one name to two groups");
    }

    private void Capturing()
    {
        _groups++;
        _written.Append('(');
    }

    private string NameUntil(char end)
    {
        var close = _source.IndexOf(end, _at);
        var name = close < 0 ? "" : _source[_at..close];
        if (name.Length == 0 || char.IsAsciiDigit(name[0]) || name.Any(c => !char.IsLetterOrDigit(c) && c is not ('_' or '$') && !char.IsSurrogate(c)))
            throw Problem("has a group whose name is not an identifier");
        _at = close + 1;
        return name;
    }
}
