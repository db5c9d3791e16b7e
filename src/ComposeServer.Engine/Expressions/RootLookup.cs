namespace ComposeServer.Engine.Expressions;

/// <summary>What a scope found for the beginning of a reference.</summary>
/// <param name="Root">The root; null when there is none, and then <paramref name="Problem"/> says why.</param>
/// <param name="Consumed">How many of the leading names belong to the root (<c>$steps.fetch.status</c>: 2).</param>
/// <param name="Problem">What is wrong; its position is filled in by the binder.</param>
internal readonly record struct RootLookup(Root? Root, int Consumed, ExpressionProblem? Problem);
