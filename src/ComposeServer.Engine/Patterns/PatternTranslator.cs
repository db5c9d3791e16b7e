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

    // The engine divides all characters by which classes hold them, at a cost of the square: 500 classes take seconds.
    private const int MaxClasses = 200;

    private readonly string _source;
    private readonly PatternSyntax _syntax;
    private readonly bool _strict;
    private readonly StringBuilder _written = new();
    private readonly List<string> _references = [];
    private int _at;
    private int _groups;
    private int _highestReference;
    private int _nesting;
    private PatternWeight _weight;

    internal PatternTranslator(string source, PatternSyntax syntax, bool strict)
    {
        _source = source;
        _syntax = syntax;
        _strict = strict;
    }

    /// <summary>What the linear engine cannot take, for a person; null when it can take everything read.</summary>
    internal string? Refusal { get; private set; }

    /// <summary>What has been read so far weighs so much.</summary>
    internal PatternWeight Weight => _weight;

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
        if (CountClasses() > MaxClasses)
            Refusal ??= $"uses more than {MaxClasses} different characters and classes; split it into several";
        return _written.ToString();
    }

    private int CountClasses()
    {
        var classes = new HashSet<string>(StringComparer.Ordinal);
        var written = _written.ToString();
        for (var open = written.IndexOf('[', StringComparison.Ordinal); open >= 0; open = written.IndexOf('[', open + 1))
            classes.Add(written[open..written.IndexOf(']', open)]);
        return classes.Count;
    }

    private bool More => _at < _source.Length;

    private char Next => _at < _source.Length ? _source[_at] : '\0';

    private void Alternatives()
    {
        while (More && Next != ')')
        {
            if (Take('|'))
                Choice();
            else
                Term();
            if (_written.Length > MaxWritten)
                throw new PatternProblemException("is too large when its classes are written out");
        }
    }

    private void Choice()
    {
        _written.Append('|');
        _weight = _weight with { IsVaried = true };
    }

    private void Term()
    {
        var before = _weight;
        _weight = PatternWeight.One;
        if (Atom())
            Quantifier();
        else if (Next is '*' or '+' or '?' || AtCounted())
            throw Problem($"has {Next} after an assertion, where nothing can be repeated");
        _weight = before.With(_weight);
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
