using System.Collections.Immutable;

namespace ComposeServer.Engine.Expressions.Syntax;

/// <summary>Reads expressions (section 5 of the contract) and queries (RFC 9535) by recursive descent over the characters.</summary>
/// <remarks>There is no separate lexer: whether a blank may stand somewhere depends on the rule (RFC 9535, section 2.1.1).</remarks>
internal sealed partial class Parser
{
    /// <summary>How deep parentheses, calls, lists and filters may stand in one another.</summary>
    internal const int MaxNesting = 64;

    /// <summary>How many levels of syntax there may be, chains of operators included; later stages recurse over them.</summary>
    internal const int MaxDepth = 400;

    /// <summary>How many items a list that is written out, a call or a pair of brackets may have.</summary>
    internal const int MaxItems = 1_000;

    private readonly string _text;
    private readonly Dialect _dialect;
    private int _at;
    private int _nesting;

    private Parser(string text, Dialect dialect)
    {
        _text = text;
        _dialect = dialect;
    }

    private char Next => _at < _text.Length ? _text[_at] : '\0';

    /// <summary>Reads a whole expression, blanks around it allowed.</summary>
    /// <exception cref="SyntaxProblemException">It is none.</exception>
    internal static SyntaxNode ReadExpression(string text)
    {
        var parser = new Parser(text, Dialect.Composition);
        parser.SkipBlanks();
        if (parser.AtEnd())
            throw parser.Problem("empty_expression", "an expression is missing here", null);
        var node = parser.Expression();
        parser.SkipBlanks();
        return parser.AtEnd() ? node : throw parser.Unexpected();
    }

    /// <summary>Reads a text that is wholly one reference.</summary>
    /// <exception cref="SyntaxProblemException">It is none.</exception>
    internal static QueryNode ReadReference(string text)
    {
        var parser = new Parser(text, Dialect.Composition);
        var node = parser.Reference();
        return parser.AtEnd() ? node : throw parser.AfterReference();
    }

    /// <summary>Reads a query that is RFC 9535 to the letter: <c>$</c> and segments.</summary>
    /// <exception cref="SyntaxProblemException">It is none.</exception>
    internal static QueryNode ReadJsonPath(string text)
    {
        var parser = new Parser(text, Dialect.JsonPath);
        if (!parser.Take('$'))
            throw parser.Problem("syntax", "a query begins with $", null);
        var segments = parser.Segments();
        return parser.AtEnd() ? parser.Query(0, QueryOrigin.Document, "", segments, optional: false) : throw parser.Unexpected();
    }

    private QueryNode Query(int position, QueryOrigin origin, string name, ImmutableArray<Segment> segments, bool optional) =>
        new(position, _at, 1 + DepthOf(segments), origin, name, segments, optional);

    private static int DepthOf(ImmutableArray<Segment> segments)
    {
        var depth = 0;
        foreach (var segment in segments)
            depth = Math.Max(depth, segment.Depth);
        return depth;
    }

    private static int DepthOf(ImmutableArray<SyntaxNode> nodes)
    {
        var depth = 0;
        foreach (var node in nodes)
            depth = Math.Max(depth, node.Depth);
        return depth;
    }

    private bool AtEnd() => _at == _text.Length;

    private char Peek(int ahead) => _at + ahead < _text.Length ? _text[_at + ahead] : '\0';

    private bool Take(char c)
    {
        if (Next != c || AtEnd())
            return false;
        _at++;
        return true;
    }

    private bool At(string token) => string.CompareOrdinal(_text, _at, token, 0, token.Length) == 0;

    private bool Take(string token)
    {
        if (!At(token))
            return false;
        _at += token.Length;
        return true;
    }

    private void SkipBlanks()
    {
        while (Next is ' ' or '\t' or '\n' or '\r')
            _at++;
    }

    private void Enter(int position)
    {
        if (++_nesting > MaxNesting)
            throw ProblemAt(position, "too_deep", $"more than {MaxNesting} levels of parentheses, calls, lists and filters; work parts of it out in value steps before", null);
    }

    private void Leave() => _nesting--;

    private static SyntaxNode Shallow(SyntaxNode node) => node.Depth <= MaxDepth
        ? node
        : throw ProblemAt(node.Position, "too_deep", $"more than {MaxDepth} operators follow one another; work parts of it out in value steps before", null);
}
