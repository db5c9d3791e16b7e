namespace ComposeServer.Engine.Expressions.Syntax;

/// <summary>Which grammar a text is read by.</summary>
internal enum Dialect
{
    /// <summary>RFC 9535 and nothing else.</summary>
    JsonPath,

    /// <summary>Section 5 of the contract, with its additions inside filters.</summary>
    Composition,
}
