namespace ComposeServer.Engine.Patterns;

/// <summary>The language that a regular expression is written in.</summary>
internal enum PatternSyntax
{
    /// <summary>ECMA-262 with the flag u, as JSON Schema wants it.</summary>
    EcmaScript,

    /// <summary>RFC 9485, as JSONPath's <c>match</c> and <c>search</c> want it.</summary>
    IRegexp,
}
