namespace ComposeServer.Import.ToolHive.Templates;

/// <summary>A word of an action; <c>.a</c> is one, and knows whether blanks stand before it.</summary>
internal readonly record struct GoToken(GoTokenKind Kind, string Text, bool AfterBlank);
