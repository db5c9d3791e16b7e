using System.Globalization;
using System.Text;

namespace ComposeServer.Engine.Patterns;

/// <summary>
/// Reads a regular expression of ECMA-262 (flag u; section 22.2.1) or of RFC 9485 and writes it for .NET.
/// Where the standards refuse an escape or a bracket whose meaning is plain (<c>\-</c>, a lone <c>}</c>), it is taken as that character, unless read strictly.
/// </summary>
/// <remarks>All groups are written without names, because .NET would count named ones after the others.</remarks>
internal sealed partial class PatternTranslator
{
    private const int MaxNesting = 100;
    private const int MaxWritten = 500_000;

    private readonly string _source;
    private readonly PatternSyntax _syntax;
    private readonly bool _strict;
    private readonly StringBuilder _written = new();
    private readonly List<string> _references = [];
    private int _at;
    private int _groups;
    private int _highestReference;
    private int _nesting;

    internal PatternTranslator(string source, PatternSyntax syntax, bool strict)
    {
        _source = source;
        _syntax = syntax;
        _strict = strict;
    }

    /// <summary>What the linear engine cannot take, for a person; null when it can take everything read.</summary>
    internal string? Refusal { get; private set; }

    /// <summary>The numbers of named groups.</summary>
    internal Dictionary<string, int> GroupNames { get; } = new(StringComparer.Ordinal);

    /// <summary>The expression as .NET reads it.</summary>
    /// <exception cref="PatternProblemException">It is not an expression of its syntax.</exception>
    internal string Translate()
    {
        Alternatives();
        if (_at < _source.Length)
            throw Problem("has a ) without its (");
        if (_highestReference > _groups)
            throw new PatternProblemException($"refers to group {_highestReference}, and has {_groups}");
        foreach (var name in _references)
            if (!GroupNames.ContainsKey(name))
                throw new PatternProblemException("refers by \\k<…> to a group that it does not have");
        return _written.ToString();
    }

    private bool More => _at < _source.Length;

    private char Next => _at < _source.Length ? _source[_at] : '\0';

    private void Alternatives()
    {
        while (More && Next != ')')
        {
            if (Take('|'))
                _written.Append('|');
            else
                Term();
            if (_written.Length > MaxWritten)
                throw new PatternProblemException("is too large when its classes are written out");
        }
    }

    private void Term()
    {
        if (Atom())
            Quantifier();
        else if (Next is '*' or '+' or '?' || AtCounted())
            throw Problem($"has {Next} after an assertion, where nothing can be repeated");
    }

    /// <summary>Writes one atom or assertion; false when it cannot be repeated.</summary>
    private bool Atom()
    {
        switch (Next)
        {
            case '^': _at++; _written.Append('^'); return false;
            case '$': _at++; _written.Append("\\z"); return false;
            case '(': return Group();
            case '.': _at++; Write((_syntax == PatternSyntax.IRegexp ? CodePointSet.LineBreaks : CodePointSet.LineTerminators).Complement()); return true;
            case '[': Write(Class()); return true;
            case '\\': return Escape();
            case '*' or '+' or '?': throw Problem($"has {Next} with nothing before it to repeat");
            case '{' or '}' or ']': Write(CodePointSet.Of(LoneBracket())); return true;
            default: Write(CodePointSet.Of(CodePoint())); return true;
        }
    }

    private int LoneBracket()
    {
        if (_strict || AtCounted() || _source.AsSpan(_at).StartsWith("{,"))
            throw Problem($"has {Next} that stands for nothing; write \\{Next}");
        return _source[_at++];
    }

    private bool Group()
    {
        if (++_nesting > MaxNesting)
            throw new PatternProblemException($"nests deeper than {MaxNesting} groups");
        _at++;
        var repeatable = Opening();
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

    private void Quantifier()
    {
        var from = _at;
        if (Next is '*' or '+' or '?')
            _at++;
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
        if (bounds.Length > 1 && bounds[1].Length > 0 && Count(bounds[1]) < least)
            throw Problem("repeats at least more often than at most");
        _at = close + 1;
    }

    private int Count(string digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        ? count
        : throw Problem("repeats too often to be taken");

    private int CodePoint()
    {
        if (!Rune.TryGetRuneAt(_source, _at, out var rune))
            throw Problem("has half of a surrogate pair");
        _at += rune.Utf16SequenceLength;
        return rune.Value;
    }

    private bool Take(char c)
    {
        if (Next != c || !More)
            return false;
        _at++;
        return true;
    }

    private bool Take(string text)
    {
        if (string.CompareOrdinal(_source, _at, text, 0, text.Length) != 0)
            return false;
        _at += text.Length;
        return true;
    }

    private void Write(CodePointSet set) => _written.Append(set.ToExpression());

    private PatternProblemException Problem(string what) => new($"{what} (at character {Math.Min(_at, _source.Length) + 1})");
}
