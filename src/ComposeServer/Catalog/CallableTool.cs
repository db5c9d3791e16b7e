using System.Text.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Catalog;

/// <summary>A tool of an upstream or a built-in one, and how it may be used.</summary>
/// <param name="Tool">The tool.</param>
/// <param name="IsListed">Whether <c>tools/list</c> shows it and clients may call it directly.</param>
/// <param name="IsDenied">Whether nobody may call it.</param>
/// <param name="Listing">What the upstream listed, for listing it unchanged; undefined for built-in tools.</param>
internal sealed record CallableTool(Tool Tool, bool IsListed, bool IsDenied, JsonElement Listing);
