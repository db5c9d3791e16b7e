namespace ComposeServer.Import.ToolHive.Templates;

/// <summary>A name or an index behind a value: <c>.name</c>, or an argument of <c>index</c>.</summary>
internal readonly record struct GoPart(string? Name, long Index);
