namespace ComposeServer.Engine.Expressions.Functions;

/// <summary>What a parameter wants, beside a value of certain kinds.</summary>
internal enum ParameterRole
{
    Value,

    /// <summary>A query, for the values that it finds (NodesType of RFC 9535, section 2.4.1); outside filters a list.</summary>
    Query,

    /// <summary>A test (LogicalType of RFC 9535).</summary>
    Test,

    /// <summary>A regular expression of RFC 9485.</summary>
    IRegexp,

    /// <summary>A regular expression of ECMA-262.</summary>
    Regex,
}
