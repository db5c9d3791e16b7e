using ComposeServer.Engine.Templates;

namespace ComposeServer.Engine.Planning;

/// <summary>How pages are fetched.</summary>
internal sealed record PlanPaginate(Condition While, Template Next, Template Items, int MaxPages);
