using System.Globalization;
using ComposeServer.Engine.Expressions.Syntax;
using ComposeServer.Import.ToolHive.Templates;

namespace ComposeServer.Import.ToolHive;

/// <summary>References and texts as our language writes them.</summary>
internal static class ReferenceText
{
    internal static string Name(string name) => NameText.IsShorthand(name) ? "." + name : $"[{Quote(name)}]";

    internal static string Segments(IEnumerable<GoPart> parts) =>
        string.Concat(parts.Select(p => p.Name is { } name ? Name(name) : $"[{p.Index.ToString(CultureInfo.InvariantCulture)}]"));

    internal static string Quote(string text) => NameText.Quote(text);
}
