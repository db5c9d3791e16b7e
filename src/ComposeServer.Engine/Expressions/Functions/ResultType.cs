using System.Collections.Immutable;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Expressions.Functions;

/// <summary>What is known of a function's value, from what is known of its arguments.</summary>
internal delegate JsonType ResultType(ImmutableArray<JsonType> arguments);
