using System.Text.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Upstreams;

/// <summary>A tool of an upstream.</summary>
/// <param name="Tool">What steps call.</param>
/// <param name="Listed">Whether it stands in <c>tools/list</c>.</param>
/// <param name="Denied">Whether it may not be called.</param>
/// <param name="Definition">The tool as the upstream listed it, vendor fields too.</param>
internal sealed record UpstreamTool(Tool Tool, bool Listed, bool Denied, JsonElement Definition);
