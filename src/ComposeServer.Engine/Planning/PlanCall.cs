using ComposeServer.Engine.Schemas;
using ComposeServer.Engine.Templates;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Planning;

/// <summary>A call that was found and checked: a step's own, a fallback, or a compensation.</summary>
/// <param name="Tool">The tool.</param>
/// <param name="Params">The template of the arguments; null for none.</param>
/// <param name="Arguments">What they are checked against; null where the tool checks them itself or its schema was not understood.</param>
internal sealed record PlanCall(Tool Tool, Template? Params, CompiledSchema? Arguments);
