namespace ComposeServer.Engine.Expressions.Syntax;

/// <content>Operators (section 5 of the contract).</content>
internal sealed partial class Parser
{
    private SyntaxNode Expression() => Chain(1);

    /// <summary>Operands of one level of binding, joined from left to right.</summary>
    private SyntaxNode Chain(int binding)
    {
        if (binding > Operator.Remainder.Binding())
            return Unary();
        var left = Chain(binding + 1);
        while (TakeOperator(binding) is { } op)
        {
            SkipBlanks();
            var right = Chain(binding + 1);
            left = Shallow(new BinaryNode(left.Position, op, left, right));
            if (op.IsComparison() && AtOperator(binding))
                throw Problem("comparison_chain", "comparisons do not chain; join two of them with &&, or put one in parentheses", null);
        }

        return left;
    }

    private bool AtOperator(int binding)
    {
        var start = _at;
        var found = TakeOperator(binding) is not null;
        _at = start;
        return found;
    }

    private Operator? TakeOperator(int binding)
    {
        var start = _at;
        SkipBlanks();
        Operator? op = binding switch
        {
            1 => Take("||") ? Operator.Or : null,
            2 => Take("&&") ? Operator.And : null,
            3 => TakeComparison(),
            4 => Take('+') ? Operator.Add : Take('-') ? Operator.Subtract : null,
            _ => Take('*') ? Operator.Multiply : Take('/') ? Operator.Divide : Take('%') ? Operator.Remainder : null,
        };
        if (op is null)
            _at = start;
        return op;
    }

    private Operator? TakeComparison()
    {
        if (Take("=="))
            return Operator.Equal;
        if (Take("!="))
            return Operator.NotEqual;
        if (Take("<="))
            return Operator.LessOrEqual;
        if (Take(">="))
            return Operator.GreaterOrEqual;
        if (At("<>"))
            return null;
        return Take('<') ? Operator.Less : Take('>') ? Operator.Greater : null;
    }
}
