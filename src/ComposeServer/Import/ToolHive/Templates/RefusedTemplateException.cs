namespace ComposeServer.Import.ToolHive.Templates;

/// <summary>A construct that has no equal; caught for each action, so that all are said.</summary>
internal sealed class RefusedTemplateException(string message, string? suggestion = null) : Exception(message)
{
    internal string? Suggestion => suggestion;
}
