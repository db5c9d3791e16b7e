using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Patterns;
using ComposeServer.Engine.Schemas.Compiling;
using ComposeServer.Engine.Schemas.Keywords;

namespace ComposeServer.Engine.Schemas;

/// <summary>A JSON Schema, ready to judge values. Immutable, safe from any thread.</summary>
internal sealed class CompiledSchema
{
    private static readonly SchemaFault TooComplex =
        new(JsonPointer.Root, FaultCodes.TooComplex, "takes more work to check against the schema than is allowed; give a smaller value");

    private readonly SchemaNode _root;
    private readonly bool _tracksScope;

    private CompiledSchema(SchemaNode root, bool tracksScope)
    {
        _root = root;
        _tracksScope = tracksScope;
    }

    /// <summary>Compiles a schema in the dialect that it names (draft-04 to 2020-12; 2020-12 where it names none).</summary>
    /// <param name="schema">An object or a boolean; anything else is a problem.</param>
    /// <param name="options">Whether formats are asserted.</param>
    /// <param name="problems">Why it is not a schema, each with its place; empty when it compiled.</param>
    /// <returns>The schema, or null when there are problems.</returns>
    internal static CompiledSchema? Compile(JsonElement schema, SchemaOptions options, out ImmutableArray<SchemaProblem> problems)
    {
        var compiler = new SchemaCompiler(options);
        var root = compiler.Compile(schema);
        problems = compiler.Problems;
        return root is null ? null : new CompiledSchema(root, compiler.IsDynamic);
    }

    /// <summary>Compiles the schema at a place of a document, which it may refer to; null where there is none, or the document has problems.</summary>
    internal static CompiledSchema? CompilePart(JsonElement document, JsonPointer place, SchemaOptions options)
    {
        var compiler = new SchemaCompiler(options);
        return compiler.Compile(document) is not null && compiler.Known(place) is { } part ? new CompiledSchema(part, compiler.IsDynamic) : null;
    }

    /// <summary>Whether the value fits. One that takes too much work to judge does not.</summary>
    internal bool IsValid(Value value)
    {
        using var time = PatternTime.Begin();
        try
        {
            return new ValidationRun(_tracksScope).IsValid(_root, value);
        }
        catch (Exception e) when (e is TooComplexException or PatternTimeoutException)
        {
            return false;
        }
    }

    /// <summary>All faults of a value, at most <paramref name="most"/>; empty when it fits. Messages hold names, never values.</summary>
    internal ImmutableArray<SchemaFault> Validate(Value value, int most = 20)
    {
        using var time = PatternTime.Begin();
        try
        {
            return new ValidationRun(_tracksScope).IsValid(_root, value) ? [] : Explain(value, most);
        }
        catch (Exception e) when (e is TooComplexException or PatternTimeoutException)
        {
            return [TooComplex];
        }
    }

    /// <summary>The value with each list or object that remembers its text replaced by that text, where the schema takes the text and not the list or object.</summary>
    /// <returns>An equal value where nothing is replaced, the same one where it remembers no text.</returns>
    internal Value Coerce(Value value) => Coercion.Apply(_root, value, _tracksScope);

    private ImmutableArray<SchemaFault> Explain(Value value, int most)
    {
        var faults = new FaultList(Math.Max(1, most));
        var run = new ValidationRun(_tracksScope);
        run.Explain(_root, value, new Explanation(run, null, faults, JsonPointer.Root));
        var found = ImmutableArray.CreateBuilder<SchemaFault>(faults.Count);
        for (var i = 0; i < faults.Count; i++)
            found.Add(faults[i].Fault);
        return found.Count > 0 ? found.DrainToImmutable() : [new SchemaFault(JsonPointer.Root, FaultCodes.Invalid, "does not fit the schema")];
    }
}
