namespace ComposeServer.Import.ToolHive;

/// <summary>How tightly operators of our language bind, loosest first (section 5 of the contract).</summary>
internal enum Binding
{
    Or,
    And,
    Comparison,
    Sum,
    Operand,
}
