using System.Collections.Immutable;
using ComposeServer.Engine.Json;

namespace ComposeServer.Import.ToolHive.Templates;

/// <summary>An expression of a Go template, or of the peers' simpler form.</summary>
internal abstract record GoExpression;

/// <summary>A text, a number, true, false or nil.</summary>
internal sealed record GoLiteral(Value Value) : GoExpression;

/// <summary><c>.params.x</c>, or without the dot at the beginning <c>input.x</c>.</summary>
internal sealed record GoField(ImmutableArray<GoPart> Parts) : GoExpression;

/// <summary>Names or indexes behind anything else: <c>(fromJson .x).y</c>.</summary>
internal sealed record GoChain(GoExpression Value, ImmutableArray<GoPart> Parts) : GoExpression;

/// <summary>A function with its arguments; operators of the simpler form too.</summary>
internal sealed record GoCall(string Name, ImmutableArray<GoExpression> Arguments) : GoExpression;
