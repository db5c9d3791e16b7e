using System.Globalization;
using System.Text;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Expressions.Syntax;

/// <content>Numbers and quoted texts (RFC 9535, sections 2.3.1.1, 2.3.3.1 and 2.3.5.1).</content>
internal sealed partial class Parser
{
    private const long MaxInteger = 9007199254740991;

    private static LiteralNode? Constant(int position, string word) => word switch
    {
        "true" => new LiteralNode(position, Value.True, word),
        "false" => new LiteralNode(position, Value.False, word),
        "null" => new LiteralNode(position, Value.Null, word),
        _ => null,
    };

    private LiteralNode Number()
    {
        var position = _at;
        Take('-');
        var whole = _at;
        Digits(position);
        if (_text[whole] == '0' && _at > whole + 1)
            throw ProblemAt(position, "syntax", "a number has no leading zeros", null);
        if (Take('.'))
            Digits(position);
        if (Next is 'e' or 'E')
        {
            _at++;
            if (Next is '+' or '-')
                _at++;
            Digits(position);
        }

        if (NameText.IsPart(Next))
            throw ProblemAt(position, "syntax", "a number ends before the letter; a text stands in quotes", null);
        var spelling = _text[position.._at];
        return new LiteralNode(position, JsonText.Parse(spelling), spelling);
    }

    private void Digits(int position)
    {
        if (!char.IsAsciiDigit(Next))
            throw ProblemAt(position, "syntax", "this is no number: digits are missing", null);
        while (char.IsAsciiDigit(Next))
            _at++;
    }

    /// <summary>An int of RFC 9535: no leading zeros, no −0, within ±(2^53 − 1).</summary>
    private long Integer()
    {
        var position = _at;
        var negative = Take('-');
        var start = _at;
        Digits(position);
        var digits = _text.AsSpan(start, _at - start);
        if (digits[0] == '0' && (negative || digits.Length > 1))
            throw ProblemAt(position, "syntax", "an index is written without leading zeros, and 0 without a minus", null);
        if (digits.Length > 16 || long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture) is var value && value > MaxInteger)
            throw ProblemAt(position, "syntax", "an index lies between -9007199254740991 and 9007199254740991", null);
        return negative ? -value : value;
    }

    private LiteralNode Text(bool multiline)
    {
        var position = _at;
        var text = Quoted(multiline);
        return new LiteralNode(position, Value.Of(text), _text[position.._at]);
    }

    /// <summary>The characters of a quoted text.</summary>
    /// <param name="multiline">Whether raw line breaks and tabs may stand in it.</param>
    private string Quoted(bool multiline)
    {
        var start = _at;
        var quote = _text[_at++];
        var text = new StringBuilder();
        while (Next != quote || AtEnd())
        {
            if (AtEnd())
                throw ProblemAt(start, "syntax", "this quoted text is not closed", null);
            if (Next == '\\')
                text.Append(Escape(quote));
            else
                Character(text, multiline);
        }

        _at++;
        return text.ToString();
    }

    private void Character(StringBuilder text, bool multiline)
    {
        var c = Next;
        if (c < ' ' && !(multiline && c is '\n' or '\r' or '\t'))
            throw Problem("syntax", "a control character stands in a quoted text; write it as an escape, such as \\n or \\u0007", null);
        if (char.IsSurrogate(c) && !(char.IsHighSurrogate(c) && char.IsLowSurrogate(Peek(1))) && !(char.IsLowSurrogate(c) && _at > 0 && char.IsHighSurrogate(_text[_at - 1])))
            throw Problem("syntax", "half of a surrogate pair stands in a quoted text", null);
        text.Append(c);
        _at++;
    }

    private string Escape(char quote)
    {
        _at++;
        var c = Next;
        _at++;
        return c switch
        {
            'b' => "\b",
            'f' => "\f",
            'n' => "\n",
            'r' => "\r",
            't' => "\t",
            '/' => "/",
            '\\' => "\\",
            'u' => Unicode(),
            _ when c == quote => c.ToString(),
            _ => throw ProblemAt(_at - 2, "bad_escape", "this escape is not known (known are \\b \\f \\n \\r \\t \\/ \\\\ \\uXXXX and the quote itself); write a backslash itself as \\\\", null),
        };
    }

    private string Unicode()
    {
        var start = _at - 2;
        var unit = HexUnit(start);
        if (char.IsHighSurrogate(unit) && Take("\\u"))
        {
            var low = HexUnit(start);
            if (char.IsLowSurrogate(low))
                return new string([unit, low]);
        }

        return char.IsSurrogate(unit) ? throw ProblemAt(start, "bad_escape", "half of a surrogate pair: \\ud83d needs its other half, as in \\ud83d\\ude00", null) : unit.ToString();
    }

    private char HexUnit(int start)
    {
        var unit = 0;
        for (var i = 0; i < 4; i++, _at++)
            unit = char.IsAsciiHexDigit(Next)
                ? (unit << 4) + Convert.ToInt32(Next.ToString(), 16)
                : throw ProblemAt(start, "bad_escape", "\\u takes four hexadecimal digits", null);
        return (char)unit;
    }
}
