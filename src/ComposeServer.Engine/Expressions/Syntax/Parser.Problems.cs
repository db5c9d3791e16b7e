namespace ComposeServer.Engine.Expressions.Syntax;

/// <content>What is said of a text that is no expression: what stands there, and what to write instead.</content>
internal sealed partial class Parser
{
    private static SyntaxProblemException ProblemAt(int position, string code, string message, string? suggestion) =>
        new(new ExpressionProblem(code, message, suggestion, position));

    private static SyntaxProblemException LiteralAlone(LiteralNode literal) =>
        ProblemAt(literal.Position, "syntax", "in a filter a literal must be compared with something", null);

    private SyntaxProblemException Problem(string code, string message, string? suggestion) => ProblemAt(_at, code, message, suggestion);

    private string Instead(int start, int length, string text) => string.Concat(_text.AsSpan(0, start), text, _text.AsSpan(start + length));

    private SyntaxProblemException Reserved(string token, string remedy) => Problem("reserved", $"{token} is reserved and means nothing yet; {remedy}", null);

    /// <summary>The problem with the character at which reading stopped.</summary>
    private SyntaxProblemException Unexpected()
    {
        if (AtEnd())
            return Problem("syntax", "the expression ends where a value is expected", null);
        return ReservedHere() ?? ForeignHere() ?? Problem("syntax", $"unexpected {Shown()} here", null);
    }

    // A comparison, an "and" or an "or" where a value is expected.
    private SyntaxProblemException? MissingOperand()
    {
        foreach (var symbol in (ReadOnlySpan<string>)["==", "!=", "<=", ">=", "&&", "||", "<", ">"])
            if (At(symbol) && !At("<>") && !IsBehindEquals)
                return Problem("syntax", $"{symbol} stands between two values, and the one before it is missing", null);
        return null;
    }

    // Then three or four equals signs were written for one operator.
    private bool IsBehindEquals => _at > 0 && _text[_at - 1] == '=';

    private SyntaxProblemException? ReservedHere()
    {
        if (At("??"))
            return Reserved("??", "write default(x, y)");
        if (At("?:"))
            return Reserved("?:", "write default(x, y), or if(test, x, y)");
        if (At("=>"))
            return Reserved("=>", "functions are not written here; select items with a filter: $step1.items[?@.size > 10]");
        if (Next == '|')
            return Reserved("|", "for \"or\" write ||; a function is called as name(x), not x | name");
        if (Next is '{' or '}')
            return At("{{") || At("}}")
                ? Problem("braces", "{{ and }} stand around a whole expression, not inside one; two braces meant as text stand in quotes", null)
                : Reserved(Next.ToString(), "an object is written in the template around the expression, or made with merge(…)");
        return At("in") && !NameText.IsPart(Peek(2)) ? Reserved("in", "write contains(list, x)") : null;
    }

    /// <summary>What other languages write and this one does not.</summary>
    private SyntaxProblemException? ForeignHere() => Next switch
    {
        '=' when At("==") => Problem("comparison_chain", "comparisons do not chain; join two of them with &&", null),
        '=' when At("=~") => Problem("syntax", "a regular expression is written search(x, '…'), or match(x, '…') for the whole text", null),
        '=' when IsBehindEquals => Problem("syntax", "equality is written ==, and inequality !=", Instead(_at, 1, "")),
        '=' => Problem("syntax", "equality is written ==", Instead(_at, 1, "==")),
        '&' => Problem("syntax", "\"and\" is written &&", Instead(_at, 1, "&&")),
        '<' when At("<>") => Problem("syntax", "inequality is written !=", Instead(_at, 2, "!=")),
        '@' => Problem("syntax", "@ stands only inside a filter, [?@.size > 10]; elsewhere use $item or $this", null),
        '?' => Problem("syntax", "? stands only at the very end of a reference; a choice is written if(test, x, y)", null),
        '`' => Problem("syntax", "a text stands in '…' or \"…\"", null),
        'a' when Word("and") => Problem("syntax", "\"and\" is written &&", Instead(_at, 3, "&&")),
        'o' when Word("or") => Problem("syntax", "\"or\" is written ||", Instead(_at, 2, "||")),
        '+' or '-' or '*' or '/' or '%' when _nesting > 0 => Problem("syntax", $"{Next} cannot stand here; inside a filter there is no arithmetic: work it out in a value step before", null),
        _ => null,
    };

    private bool Word(string word) => At(word) && !NameText.IsPart(Peek(word.Length));

    private string Shown() => Next < ' ' ? "control character" : char.IsHighSurrogate(Next) ? _text.Substring(_at, Math.Min(2, _text.Length - _at)) : $"\"{Next}\"";

    private SyntaxProblemException BareWord(int position, string word)
    {
        if (Constant(position, word.ToLowerInvariant()) is { } constant)
            return ProblemAt(position, "syntax", $"{word} is written {constant.Text}", Instead(position, word.Length, constant.Text));
        if (word is "not")
            return ProblemAt(position, "syntax", "\"not\" is written !", Instead(position, word.Length, "!"));
        if (position > 1 && _text[position - 1] == '-' && NameText.IsPart(_text[position - 2]))
            return ProblemAt(position, "bare_word", $"{word} is no value; if the - belongs to a name, write the name as ['…-{word}']", null);
        return ProblemAt(position, "bare_word", $"{word} is no value: a reference begins with $ (${word}), a text stands in quotes ('{word}')", Instead(position, 0, "$"));
    }

    private SyntaxProblemException NoRoot(int position) => Peek(0) == '{'
        ? ProblemAt(position, "bad_reference", "a reference is written $input.x, and an expression {{ $input.x }}; ${…} means nothing here", null)
        : ProblemAt(position, "bad_reference", "a reference begins with $ and the name of its root, as in $input.x or $step1.x", Next is '.' or '[' ? Instead(position, 1, "$input") : null);

    private SyntaxProblemException NoName()
    {
        if (char.IsAsciiDigit(Next) && _text[_at - 1] == '.')
        {
            var end = _at;
            while (end < _text.Length && char.IsAsciiDigit(_text[end]))
                end++;
            return Problem("syntax", "an item of a list is written in brackets", Instead(_at - 1, end - _at + 1, $"[{_text[_at..end]}]"));
        }

        return Problem("syntax", "after . stands a name directly; a name with other characters than letters, digits and _ is written ['…']", null);
    }

    private SyntaxProblemException NoSelector() => Next switch
    {
        ']' => Problem("syntax", "the brackets are empty: write a name in quotes, an index, a slice, * or a filter", null),
        '\0' when AtEnd() => Problem("syntax", "a ] is missing", null),
        _ when NameText.IsFirst(Next) => Problem("syntax", "a name in brackets stands in quotes: ['name']", null),
        '$' or '(' or '@' => Problem("syntax", "brackets take names in quotes, indexes, slices, * and filters; for a computed key write get(x, key)", null),
        _ => Problem("syntax", $"unexpected {Shown()} in brackets: write a name in quotes, an index, a slice, * or a filter", null),
    };

    private SyntaxProblemException EarlyQuestionMark(int position, int mark)
    {
        Segments();
        var whole = _text[position.._at].Remove(mark - position, 1) + "?";
        return ProblemAt(mark, "early_question_mark", $"? stands at the very end of a reference and covers all of it: write {whole}", Instead(position, _at - position + (Next == '?' ? 1 : 0), whole));
    }

    private SyntaxProblemException AfterReference()
    {
        var reference = _text[.._at];
        if (string.IsNullOrWhiteSpace(_text[_at..]))
            return Problem("text_after_reference", "blanks stand after the reference", reference);
        try
        {
            ReadExpression(_text);
            return Problem("text_after_reference", "a bare $… is one reference and nothing else; an expression stands in {{ }}", $"{{{{ {_text} }}}}");
        }
        catch (SyntaxProblemException)
        {
            return Problem("text_after_reference", "a bare $… is one reference and nothing else; inside other text it stands in {{ }}", $"{{{{ {reference} }}}}{_text[_at..]}");
        }
    }
}
