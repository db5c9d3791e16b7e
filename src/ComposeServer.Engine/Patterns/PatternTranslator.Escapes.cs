using System.Globalization;

namespace ComposeServer.Engine.Patterns;

internal sealed partial class PatternTranslator
{
    /// <summary>Writes what a backslash begins; false when it is an assertion.</summary>
    private bool Escape()
    {
        _at++;
        if (Take('b') || Take('B'))
        {
            _written.Append('\\').Append(_source[_at - 1]);
            return false;
        }

        if (Next is >= '1' and <= '9')
            NumberedReference();
        else if (Take("k<"))
            NamedReference();
        else
            Write(SetEscape() ?? CodePointSet.Of(CharacterEscape()));
        return true;
    }

    private void NumberedReference()
    {
        var start = _at;
        while (char.IsAsciiDigit(Next))
            _at++;
        _highestReference = Math.Max(_highestReference, Count(_source[start.._at]));
        RefuseReference();
    }

    private void NamedReference()
    {
        _references.Add(NameUntil('>'));
        RefuseReference();
    }

    private void RefuseReference()
    {
        Refusal ??= "uses a back-reference (\\1 or \\k<name>), which the linear-time engine cannot take; say it without";
        _written.Append("(?:)");
    }

    /// <summary>The set of <c>\d \D \w \W \s \S \p{…} \P{…}</c>, or null when the escape is another one.</summary>
    private CodePointSet? SetEscape()
    {
        if (!More)
            throw new PatternProblemException("ends in a backslash; write \\\\ for the character itself");
        CodePointSet? set = char.ToLowerInvariant(Next) switch
        {
            'd' => CodePointSet.Digits,
            'w' => CodePointSet.Words,
            's' => CodePointSet.Spaces,
            'p' => Property(),
            _ => null,
        };
        if (set is null)
            return null;
        var negated = char.IsAsciiLetterUpper(Next);
        _at = char.ToLowerInvariant(Next) == 'p' ? _source.IndexOf('}', _at) + 1 : _at + 1;
        return negated ? set.Complement() : set;
    }

    private CodePointSet Property()
    {
        var close = _source.IndexOf('}', _at);
        if (close < 0 || _source[_at + 1] != '{')
            throw Problem($"has \\{Next} without a name in braces; write \\{Next}{{L}}, say");
        return UnicodeProperties.Find(_source[(_at + 2)..close]);
    }

    private int CharacterEscape()
    {
        var c = Next;
        _at++;
        return c switch
        {
            't' => '\t',
            'n' => '\n',
            'v' => '\v',
            'f' => '\f',
            'r' => '\r',
            '0' when !char.IsAsciiDigit(Next) => 0,
            'c' when char.IsAsciiLetter(Next) => _source[_at++] % 32,
            'x' => Hex(2),
            'u' => UnicodeEscape(),
            _ => Identity(c),
        };
    }

    private int Identity(char c)
    {
        if ("^$\\.*+?()[]{}|/".Contains(c, StringComparison.Ordinal) || (!_strict && char.IsAscii(c) && !char.IsAsciiLetterOrDigit(c)))
            return c;
        _at--;
        throw Problem("has a backslash before a character that it does not go with; write the character alone, or \\\\ for a backslash");
    }

    private int UnicodeEscape()
    {
        if (Take('{'))
            return Braced();
        var unit = Hex(4);
        if (!char.IsHighSurrogate((char)unit) || !Take("\\u"))
            return Scalar(unit);
        var low = Hex(4);
        return char.IsLowSurrogate((char)low) ? char.ConvertToUtf32((char)unit, (char)low) : Scalar(unit);
    }

    private int Braced()
    {
        var close = _source.IndexOf('}', _at);
        if (close < 0 || !int.TryParse(_source.AsSpan(_at, close - _at), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var codePoint) || codePoint is < 0 or > 0x10FFFF)
            throw Problem("has \\u{…} that is not a code point");
        _at = close + 1;
        return Scalar(codePoint);
    }

    // Texts hold no lone surrogates here, so an expression that looks for one is a mistake.
    private int Scalar(int codePoint) => codePoint is >= 0xD800 and <= 0xDFFF ? throw Problem("looks for half of a surrogate pair") : codePoint;

    private int Hex(int digits)
    {
        if (_at + digits > _source.Length || !int.TryParse(_source.AsSpan(_at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            throw Problem($"has an escape that needs {digits} hexadecimal digits");
        _at += digits;
        return value;
    }
}
