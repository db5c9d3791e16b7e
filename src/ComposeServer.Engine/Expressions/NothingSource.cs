namespace ComposeServer.Engine.Expressions;

/// <summary>Why an expression may give Nothing.</summary>
internal enum NothingSource
{
    /// <summary>It never does.</summary>
    Never,

    /// <summary>A reference that ends in <c>?</c> or starts at an optional input: known when composed.</summary>
    Reference,

    /// <summary>A function, such as <c>first</c> of an empty list, or a root that may have no value: known only when it runs.</summary>
    Function,
}
