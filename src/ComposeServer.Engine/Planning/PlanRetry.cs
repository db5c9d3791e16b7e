using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Templates;

namespace ComposeServer.Engine.Planning;

/// <summary>How a failed call is repeated.</summary>
internal sealed record PlanRetry(RetryDefinition Definition, Condition? If);
