using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ComposeServer.Engine.Expressions.Binding;
using ComposeServer.Engine.Expressions.Compilation;
using ComposeServer.Engine.Expressions.Queries;
using ComposeServer.Engine.Expressions.Syntax;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Expressions;

/// <summary>A query that is RFC 9535 to the letter and stands alone. Immutable.</summary>
internal sealed class JsonPath
{
    private readonly NodeQuery _segments;

    private JsonPath(NodeQuery segments) => _segments = segments;

    /// <summary>Reads a query; false with the problems when it is not well-formed and valid.</summary>
    internal static bool TryParse(string selector, [NotNullWhen(true)] out JsonPath? path, out ImmutableArray<ExpressionProblem> problems)
    {
        path = null;
        var found = ImmutableArray.CreateBuilder<ExpressionProblem>();
        try
        {
            var syntax = Parser.ReadJsonPath(selector);
            var segments = new Binder(selector, null, found).Segments(syntax);
            if (found.Count == 0)
                path = new JsonPath(QueryCompiler.Segments(segments));
        }
        catch (SyntaxProblemException refusal)
        {
            found.Add(refusal.Problem);
        }

        problems = found.ToImmutable();
        return path is not null;
    }

    /// <summary>The node list: every value found, with its normalized path.</summary>
    /// <exception cref="EvaluationException">It would look at too many values.</exception>
    internal ImmutableArray<(Value Value, string Path)> Select(Value document)
    {
        var nodes = _segments.Select(new Frame(null, document, default, new Work()), new Node(document, Location.Root));
        return [.. nodes.Select(node => (node.Value, node.Location!.ToString()))];
    }
}
