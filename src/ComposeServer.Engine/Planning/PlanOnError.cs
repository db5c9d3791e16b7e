using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Templates;

namespace ComposeServer.Engine.Planning;

/// <summary>What is done about a failure.</summary>
internal sealed record PlanOnError(OnErrorAction Action, Template? Value = null, PlanCall? Fallback = null);
