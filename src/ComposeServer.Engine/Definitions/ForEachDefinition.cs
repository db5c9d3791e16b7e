using System.Text.Json;

namespace ComposeServer.Engine.Definitions;

/// <summary>A step that is done once for each item of a list.</summary>
/// <param name="List">An expression, or a list written out (a template).</param>
/// <param name="MaxParallel">How many items may be in work at once.</param>
/// <param name="MaxItems">How many items there may be.</param>
/// <param name="Tolerance">How many items may fail before the step does; null: none.</param>
internal sealed record ForEachDefinition(JsonElement List, int MaxParallel, int? MaxItems, Tolerance? Tolerance);
