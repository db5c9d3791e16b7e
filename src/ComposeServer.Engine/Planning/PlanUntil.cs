using ComposeServer.Engine.Templates;

namespace ComposeServer.Engine.Planning;

/// <summary>How long a call is repeated.</summary>
internal sealed record PlanUntil(Condition Condition, TimeSpan Every, TimeSpan Timeout);
