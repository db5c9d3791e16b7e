using System.Collections.Immutable;
using ComposeServer.Engine.Expressions.Binding;
using ComposeServer.Engine.Expressions.Compilation;
using ComposeServer.Engine.Expressions.Syntax;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Expressions;

/// <summary>A checked expression: what it reads, what it gives, and how to run it. Immutable.</summary>
internal sealed record Expression
{
    /// <summary>The text as it was written.</summary>
    internal required string Text { get; init; }

    /// <summary>What is known of its value.</summary>
    internal required JsonType Type { get; init; }

    /// <summary>Whether and why it may give Nothing.</summary>
    internal required NothingSource Nothing { get; init; }

    /// <summary>Every reference in it, filters too, in the order written.</summary>
    internal required ImmutableArray<BoundReference> References { get; init; }

    /// <summary>The delegate that runs it.</summary>
    internal required Evaluate Evaluate { get; init; }

    /// <summary>Whether it is one reference and nothing else.</summary>
    internal bool IsReference { get; init; }

    /// <summary>Parses and binds an expression of section 5 of the contract, bare (without <c>{{ }}</c>).</summary>
    /// <returns>The expression; null when a problem that is not a warning was added.</returns>
    internal static Expression? Bind(string text, Scope scope, ICollection<ExpressionProblem> problems) =>
        Bind(text, Parser.ReadExpression, scope, problems);

    /// <summary>Parses and binds one reference that is the whole text: <c>$name</c>, segments, perhaps <c>?</c>.</summary>
    /// <returns>The expression; null when a problem that is not a warning was added.</returns>
    internal static Expression? BindReference(string text, Scope scope, ICollection<ExpressionProblem> problems) =>
        Bind(text, Parser.ReadReference, scope, problems);

    private static Expression? Bind(string text, Func<string, SyntaxNode> read, Scope scope, ICollection<ExpressionProblem> problems)
    {
        var binder = new Binder(text, scope, problems);
        if (Read(text, read, problems) is not { } syntax || binder.Expression(syntax) is var bound && binder.Failed)
            return null;
        return new Expression
        {
            Text = text,
            Type = bound.Type with { MayBeNothing = bound.Nothing != NothingSource.Never },
            Nothing = bound.Nothing,
            References = binder.References,
            Evaluate = Compiler.Compile(bound),
            IsReference = syntax is QueryNode,
        };
    }

    private static SyntaxNode? Read(string text, Func<string, SyntaxNode> read, ICollection<ExpressionProblem> problems)
    {
        try
        {
            return read(text);
        }
        catch (SyntaxProblemException refusal)
        {
            problems.Add(refusal.Problem);
            return null;
        }
    }
}
