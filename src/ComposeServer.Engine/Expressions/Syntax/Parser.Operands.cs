using System.Collections.Immutable;

namespace ComposeServer.Engine.Expressions.Syntax;

/// <content>What operators join (section 5 of the contract), one method a rule.</content>
internal sealed partial class Parser
{
    private SyntaxNode Unary()
    {
        var position = _at;
        if (Next != '!' && Next != '-' || At("!=") || (Next == '-' && char.IsAsciiDigit(Peek(1))))
            return Postfix();
        Enter(position);
        var op = Next == '!' ? Operator.Not : Operator.Negate;
        _at++;
        SkipBlanks();
        var operand = Unary();
        Leave();
        return Shallow(new UnaryNode(position, op, operand));
    }

    private SyntaxNode Postfix()
    {
        if (Next == '$')
            return Reference();
        var position = _at;
        var primary = Primary();
        var segments = Segments();
        if (segments.IsEmpty)
            return primary;
        return Shallow(new PathNode(position, 1 + Math.Max(primary.Depth, DepthOf(segments)), primary, segments, QuestionMark(position, segments)));
    }

    private SyntaxNode Primary() => Next switch
    {
        '(' => Parenthesised(),
        '[' => List(),
        '\'' or '"' => Text(multiline: true),
        '-' or (>= '0' and <= '9') => Number(),
        _ when char.IsAsciiLetter(Next) || Next == '_' => Word(),
        _ => throw MissingOperand() ?? Unexpected(),
    };

    private SyntaxNode Parenthesised()
    {
        var position = _at++;
        Enter(position);
        SkipBlanks();
        var node = Expression();
        SkipBlanks();
        if (!Take(')'))
            throw AtEnd() ? ProblemAt(position, "syntax", "this parenthesis is not closed", null) : Unexpected();
        Leave();
        return node;
    }

    private ListNode List()
    {
        var position = _at++;
        var items = Items(position, ']', Expression);
        return new ListNode(position, 1 + DepthOf(items), items);
    }

    private SyntaxNode Word()
    {
        var position = _at;
        while (NameText.IsPart(Next))
            _at++;
        var name = _text[position.._at];
        var end = _at;
        SkipBlanks();
        if (Take('('))
            return Call(position, name, Expression);
        _at = end;
        return Constant(position, name) ?? throw BareWord(position, name);
    }

    private CallNode Call(int position, string name, Func<SyntaxNode> argument)
    {
        var arguments = Items(position, ')', argument);
        return new CallNode(position, 1 + DepthOf(arguments), name, arguments);
    }

    /// <summary>What stands between brackets or parentheses, of which the first is already read.</summary>
    private ImmutableArray<SyntaxNode> Items(int position, char close, Func<SyntaxNode> item)
    {
        Enter(position);
        var items = ImmutableArray.CreateBuilder<SyntaxNode>();
        SkipBlanks();
        if (!Take(close))
            do
            {
                SkipBlanks();
                items.Add(items.Count < MaxItems ? item() : throw ProblemAt(position, "too_long", $"more than {MaxItems} items are written out here", null));
                SkipBlanks();
            }
            while (More(position, close));
        Leave();
        return items.ToImmutable();
    }

    private bool More(int position, char close)
    {
        if (Take(','))
            return true;
        if (Take(close))
            return false;
        throw AtEnd() ? ProblemAt(position, "syntax", $"a {close} is missing", null) : Unexpected();
    }
}
