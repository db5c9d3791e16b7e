namespace ComposeServer.Engine.Expressions.Binding;

/// <summary>What a bound query starts at.</summary>
internal abstract record BoundOrigin
{
    /// <summary><c>$</c> in a filter.</summary>
    internal static BoundOrigin Document { get; } = new DocumentOrigin();

    /// <summary><c>@</c> in a filter.</summary>
    internal static BoundOrigin Current { get; } = new CurrentOrigin();

    /// <summary>A root of the scope.</summary>
    internal sealed record OfRoot(Root Root) : BoundOrigin;

    /// <summary>The value of something else, such as a call.</summary>
    internal sealed record OfOperand(Bound Operand) : BoundOrigin;

    internal sealed record DocumentOrigin : BoundOrigin;

    internal sealed record CurrentOrigin : BoundOrigin;
}
