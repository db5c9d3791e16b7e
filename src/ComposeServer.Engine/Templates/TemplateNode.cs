using System.Collections.Immutable;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Templates;

/// <summary>A part of a bound template. Immutable; evaluating it throws what expressions throw.</summary>
internal abstract record TemplateNode
{
    /// <summary>What is known of the value.</summary>
    internal abstract JsonType Type { get; }

    /// <summary>Whether and why it may give Nothing.</summary>
    internal virtual NothingSource Nothing => NothingSource.Never;

    /// <summary>Whether it is the same for every run.</summary>
    internal virtual bool IsLiteral => false;

    internal abstract Value Evaluate(EvaluationContext context);

    /// <summary>Adds the references in it, as written.</summary>
    internal abstract void Collect(ImmutableArray<BoundReference>.Builder references);
}
