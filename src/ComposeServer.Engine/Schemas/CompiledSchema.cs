using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Schemas;

/// <summary>A JSON Schema, ready to judge values. Immutable, safe from any thread.</summary>
internal sealed class CompiledSchema
{
    /// <summary>Compiles a schema in the dialect that it names (draft-04 to 2020-12; 2020-12 where it names none).</summary>
    /// <param name="schema">An object or a boolean; anything else is a problem.</param>
    /// <param name="options">Whether formats are asserted.</param>
    /// <param name="problems">Why it is not a schema, each with its place; empty when it compiled.</param>
    /// <returns>The schema, or null when there are problems.</returns>
    internal static CompiledSchema? Compile(JsonElement schema, SchemaOptions options, out ImmutableArray<SchemaProblem> problems) => throw new NotImplementedException();

    /// <summary>Whether the value fits.</summary>
    internal bool IsValid(Value value) => throw new NotImplementedException();

    /// <summary>All faults of a value, at most <paramref name="most"/>; empty when it fits. Messages hold names, never values.</summary>
    internal ImmutableArray<SchemaFault> Validate(Value value, int most = 20) => throw new NotImplementedException();
}
