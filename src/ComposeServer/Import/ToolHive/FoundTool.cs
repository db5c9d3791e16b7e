namespace ComposeServer.Import.ToolHive;

/// <summary>A tool in a file.</summary>
/// <param name="Node">As it is written.</param>
/// <param name="IsComposite">Whether it is a composite tool of ToolHive's, and not of our own form.</param>
/// <param name="Name">Its name, where it stands outside of it.</param>
internal sealed record FoundTool(SourceNode Node, bool IsComposite, SourceMember? Name = null);
