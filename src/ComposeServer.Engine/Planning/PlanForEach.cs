using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Templates;

namespace ComposeServer.Engine.Planning;

/// <summary>A list over which a step is done.</summary>
internal sealed record PlanForEach(Template List, int MaxParallel, int? MaxItems, Tolerance? Tolerance);
