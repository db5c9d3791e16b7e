namespace ComposeServer.Engine.Expressions.Syntax;

/// <summary>What a query starts at.</summary>
internal enum QueryOrigin
{
    /// <summary><c>$name</c>: a root of the scope.</summary>
    Name,

    /// <summary><c>$</c>: the value on which the outermost query stands.</summary>
    Document,

    /// <summary><c>@</c>: the value that a filter looks at.</summary>
    Current,
}
