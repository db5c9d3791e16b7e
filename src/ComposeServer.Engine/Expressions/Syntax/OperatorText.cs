namespace ComposeServer.Engine.Expressions.Syntax;

/// <summary>How operators are written and how strongly they bind.</summary>
internal static class OperatorText
{
    /// <summary>What needs no parentheses anywhere.</summary>
    internal const int Strongest = 7;

    internal static string Symbol(this Operator op) => op switch
    {
        Operator.Or => "||",
        Operator.And => "&&",
        Operator.Equal => "==",
        Operator.NotEqual => "!=",
        Operator.Less => "<",
        Operator.LessOrEqual => "<=",
        Operator.Greater => ">",
        Operator.GreaterOrEqual => ">=",
        Operator.Add => "+",
        Operator.Subtract or Operator.Negate => "-",
        Operator.Multiply => "*",
        Operator.Divide => "/",
        Operator.Remainder => "%",
        _ => "!",
    };

    internal static int Binding(this Operator op) => op switch
    {
        Operator.Or => 1,
        Operator.And => 2,
        <= Operator.GreaterOrEqual => 3,
        <= Operator.Subtract => 4,
        <= Operator.Remainder => 5,
        _ => 6,
    };

    internal static bool IsComparison(this Operator op) => op is >= Operator.Equal and <= Operator.GreaterOrEqual;
}
