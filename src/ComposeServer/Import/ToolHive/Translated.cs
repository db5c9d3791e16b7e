namespace ComposeServer.Import.ToolHive;

/// <summary>An expression of ours.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Sort">What it gives.</param>
internal sealed record Translated(string Text, ValueSort Sort = ValueSort.Any)
{
    /// <summary>Whether it is one reference, which can stand without braces.</summary>
    internal bool IsReference { get; init; }

    /// <summary>Whether it may give nothing: an optional parameter.</summary>
    internal bool MayBeNothing { get; init; }

    /// <summary>How tightly its outermost operator binds.</summary>
    internal Binding Binds { get; init; } = Binding.Operand;

    /// <summary>As an operand of an operator.</summary>
    internal string Operand => Under(Binding.Operand);

    /// <summary>As an operand of an operator beside which only what binds so tightly can stand without parentheses.</summary>
    internal string Under(Binding least) => Binds >= least ? Text : $"({Text})";

    internal static Translated Reference(string text, ValueSort sort = ValueSort.Any) => new(text, sort) { IsReference = true };

    internal static Translated Comparison(string text) => new(text, ValueSort.Boolean) { Binds = Binding.Comparison };
}
