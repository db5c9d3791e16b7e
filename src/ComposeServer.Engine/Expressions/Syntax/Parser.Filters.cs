namespace ComposeServer.Engine.Expressions.Syntax;

/// <content>Filters (RFC 9535, section 2.3.5.1), with the three additions of section 3 of the contract.</content>
internal sealed partial class Parser
{
    private SyntaxNode Filter() => LogicalOr(bareLiteral: false);

    private SyntaxNode LogicalOr(bool bareLiteral)
    {
        var left = LogicalAnd(bareLiteral);
        while (TakeOperator(Operator.Or.Binding()) is { } op)
            left = Join(op, left, LogicalAnd);
        return left;
    }

    private SyntaxNode LogicalAnd(bool bareLiteral)
    {
        var left = Basic(bareLiteral);
        while (TakeOperator(Operator.And.Binding()) is { } op)
            left = Join(op, left, Basic);
        return left;
    }

    private SyntaxNode Join(Operator op, SyntaxNode left, Func<bool, SyntaxNode> right)
    {
        SkipBlanks();
        if (left is LiteralNode literal)
            throw LiteralAlone(literal);
        return Shallow(new BinaryNode(left.Position, op, left, right(false)));
    }

    private SyntaxNode Basic(bool bareLiteral)
    {
        if (Next == '!')
            return Negation();
        if (Next == '(')
            return Group();
        var left = Comparable();
        if (TakeOperator(Operator.Equal.Binding()) is { } op)
        {
            SkipBlanks();
            return new BinaryNode(left.Position, op, left, Comparable());
        }

        // A literal alone can only be an argument of a function.
        return left is not LiteralNode literal || bareLiteral ? left : throw LiteralAlone(literal);
    }

    private UnaryNode Negation()
    {
        var position = _at++;
        SkipBlanks();
        var operand = Next == '(' ? Group() : Comparable();
        if (operand is LiteralNode literal)
            throw LiteralAlone(literal);
        if (AtOperator(Operator.Equal.Binding()))
            throw ProblemAt(position, "syntax", "in a filter ! stands before a test or parentheses: write !(@.a == 1)", null);
        return new UnaryNode(position, Operator.Not, operand);
    }

    private SyntaxNode Group()
    {
        var position = _at++;
        Enter(position);
        SkipBlanks();
        var node = Filter();
        SkipBlanks();
        if (!Take(')'))
            throw AtEnd() ? ProblemAt(position, "syntax", "this parenthesis is not closed", null) : Unexpected();
        Leave();
        return node;
    }

    private SyntaxNode Comparable()
    {
        var position = _at;
        switch (Next)
        {
            case '@':
                _at++;
                return Query(position, QueryOrigin.Current, "", Segments(), QuestionMarkInFilter());
            case '$' when _dialect == Dialect.Composition && NameText.IsFirst(Peek(1)):
                return Reference();
            case '$':
                _at++;
                return Query(position, QueryOrigin.Document, "", Segments(), QuestionMarkInFilter());
            case '\'' or '"':
                return Text(multiline: false);
            case '-' or (>= '0' and <= '9'):
                return Number();
            default:
                return FilterWord(position);
        }
    }

    private SyntaxNode FilterWord(int position)
    {
        if (!char.IsAsciiLetter(Next))
            throw MissingOperand() ?? Unexpected();
        while (char.IsAsciiLetterOrDigit(Next) || Next == '_')
            _at++;
        var name = _text[position.._at];
        // No blank may stand between a function's name and its parenthesis (RFC 9535, section 2.4).
        if (Take('('))
            return Call(position, name, () => LogicalOr(bareLiteral: true));
        return Constant(position, name) ?? throw BareWord(position, name);
    }

    private bool QuestionMarkInFilter() => Next == '?' && !AtEnd() && _dialect == Dialect.Composition
        ? throw Problem("syntax", "inside a filter @ and $ take no ?: where they find nothing, the test is false", _text.Remove(_at, 1))
        : false;
}
