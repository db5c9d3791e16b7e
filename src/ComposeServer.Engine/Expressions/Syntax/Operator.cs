namespace ComposeServer.Engine.Expressions.Syntax;

/// <summary>The operators of section 5 of the contract; RFC 9535 has the first eight and <see cref="Not"/>.</summary>
internal enum Operator
{
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Not,
    Negate,
}
