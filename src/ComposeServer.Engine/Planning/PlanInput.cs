using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Schemas;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Planning;

/// <summary>What a composed tool takes: its schema, and what is filled in before the schema is applied.</summary>
internal sealed record PlanInput
{
    /// <summary>The JSON Schema as it is listed.</summary>
    internal required JsonElement Schema { get; init; }

    internal required CompiledSchema Compiled { get; init; }

    /// <summary>The defaults of top-level properties.</summary>
    internal required ImmutableArray<Member> Defaults { get; init; }

    internal required JsonType Type { get; init; }

    /// <summary>The properties that may be left out and have no default.</summary>
    internal required ImmutableHashSet<string> Optional { get; init; }
}
