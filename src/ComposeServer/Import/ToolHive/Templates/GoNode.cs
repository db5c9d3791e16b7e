using System.Collections.Immutable;

namespace ComposeServer.Import.ToolHive.Templates;

/// <summary>A stretch of a Go template: text, an action, or an <c>if</c>.</summary>
internal abstract record GoNode;

/// <summary>Literal text.</summary>
internal sealed record GoText(string Text) : GoNode;

/// <summary>A pipeline whose value is written.</summary>
internal sealed record GoAction(GoExpression Value) : GoNode;

/// <summary><c>if … else … end</c>.</summary>
internal sealed record GoIf(GoExpression Condition, ImmutableArray<GoNode> Then, ImmutableArray<GoNode> Else) : GoNode;
