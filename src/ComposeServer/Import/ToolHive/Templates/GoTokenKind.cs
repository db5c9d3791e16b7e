namespace ComposeServer.Import.ToolHive.Templates;

/// <summary>What a word of an action is.</summary>
internal enum GoTokenKind
{
    End,
    Identifier,
    Field,
    Text,
    Number,
    Symbol,
}
