namespace ComposeServer.Engine.Expressions.Syntax;

/// <summary>One selector of a segment (RFC 9535, section 2.3).</summary>
/// <param name="Depth">How many levels of syntax it holds.</param>
internal abstract record Selector(int Depth);
