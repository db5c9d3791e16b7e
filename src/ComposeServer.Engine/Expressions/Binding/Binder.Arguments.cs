using System.Collections.Immutable;
using ComposeServer.Engine.Expressions.Functions;
using ComposeServer.Engine.Expressions.Syntax;

namespace ComposeServer.Engine.Expressions.Binding;

/// <content>Arguments of functions, outside and inside filters.</content>
internal sealed partial class Binder
{
    private ImmutableArray<Bound> Arguments(CallNode node, Function function, bool inFilter)
    {
        var arguments = ImmutableArray.CreateBuilder<Bound>(node.Arguments.Length);
        for (var i = 0; i < node.Arguments.Length; i++)
        {
            var tolerant = i == 0 && function.Name is ChoiceFunctions.Default or ChoiceFunctions.Exists;
            var guarded = i > 0 && function.Name is ChoiceFunctions.Default or ChoiceFunctions.If;
            _guards += guarded ? 1 : 0;
            arguments.Add(inFilter ? FilterArgument(node.Arguments[i], function, i, tolerant) : Expression(node.Arguments[i], tolerant));
            _guards -= guarded ? 1 : 0;
        }

        return arguments.MoveToImmutable();
    }

    /// <summary>An argument in a filter (RFC 9535, section 2.4.3); our own functions take more than the standard ones.</summary>
    private Bound FilterArgument(SyntaxNode node, Function function, int index, bool tolerant)
    {
        var role = function.Parameters.IsEmpty ? ParameterRole.Value : function.ParameterAt(index).Role;
        if (role == ParameterRole.Query)
            return QueryArgument(node, function);
        if (role == ParameterRole.Test && node is not LiteralNode and not QueryNode { Origin: QueryOrigin.Name })
            return FilterTest(node);
        switch (node)
        {
            case QueryNode { Origin: QueryOrigin.Name } reference:
                MustBeSingular(reference, "takes");
                return Reference(reference, tolerant);
            case QueryNode query:
                if (function.IsStandard)
                    MustBeSingular(query, "takes");
                return FilterQuery(query, asList: !query.IsSingular);
            case CallNode or LiteralNode when !function.IsStandard:
                return node is CallNode call ? Call(call, inFilter: true) : Comparable(node);
            case CallNode or LiteralNode:
                return Comparable(node);
            default:
                if (function.IsStandard)
                    Report(node.Position, "wrong_type", $"{function.Name} takes a value in a filter, and {node} is a test");
                return FilterTest(node);
        }
    }

    private Bound QueryArgument(SyntaxNode node, Function function)
    {
        if (node is QueryNode { Origin: not QueryOrigin.Name } query)
            return FilterQuery(query, asList: true);
        Report(node.Position, "wrong_type", $"{function.Name} takes a query in a filter: one that begins with @ or $");
        return Unknown(node);
    }
}
