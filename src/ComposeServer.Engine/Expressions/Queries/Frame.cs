using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Expressions.Queries;

/// <summary>What a compiled expression sees: its context, and inside a filter <c>$</c>, <c>@</c> and what may still be done.</summary>
internal readonly struct Frame(EvaluationContext? context, Value document, Value current, Work? work)
{
    private readonly EvaluationContext? _context = context;
    private readonly Work? _work = work;

    /// <summary>Where roots and the time come from; a query that stands alone asks for neither.</summary>
    internal EvaluationContext Context => _context!;

    /// <summary>The value of <c>$</c>.</summary>
    internal Value Document { get; } = document;

    /// <summary>The value of <c>@</c>.</summary>
    internal Value Current { get; } = current;

    internal Work Work => _work!;

    internal Frame At(Value current) => new(_context, Document, current, _work);

    /// <summary>The frame of a query on this value; filters in it see the value as <c>$</c>.</summary>
    internal Frame On(Value document) => new(_context, document, default, new Work());
}
