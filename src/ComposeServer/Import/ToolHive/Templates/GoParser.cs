using System.Collections.Immutable;
using ComposeServer.Engine.Json;

namespace ComposeServer.Import.ToolHive.Templates;

/// <summary>Reads the pipeline of an action: Go's grammar, and the peers' simpler one with operators and without the dot at the beginning.</summary>
internal sealed class GoParser
{
    private const int MaxNesting = 64;

    private readonly List<GoToken> _tokens;
    private int _at;
    private int _nesting;

    private GoParser(List<GoToken> tokens) => _tokens = tokens;

    private GoToken Next => _tokens[_at];

    /// <exception cref="RefusedTemplateException">It is none, or has something that has no equal.</exception>
    internal static GoExpression Read(string action)
    {
        var parser = new GoParser(GoLexer.Read(action));
        var expression = parser.Pipeline();
        return parser.Next.Kind == GoTokenKind.End ? expression : throw new RefusedTemplateException($"The template has \"{parser.Next.Text}\" where its expression should end.");
    }

    private GoExpression Pipeline()
    {
        if (++_nesting > MaxNesting)
            throw new RefusedTemplateException("The template nests too deep.");
        var value = Binary(0);
        while (Take("|"))
        {
            // What comes in becomes the last argument.
            var call = Command();
            value = call is GoCall function
                ? function with { Arguments = function.Arguments.Add(value) }
                : throw new RefusedTemplateException("Behind a pipe only a function can stand.");
        }

        _nesting--;
        return value;
    }

    private static readonly string[][] Operators = [["||"], ["&&"], ["==", "!=", "<", "<=", ">", ">="]];

    private GoExpression Binary(int level)
    {
        if (level == Operators.Length)
            return Command();
        var left = Binary(level + 1);
        while (Next.Kind == GoTokenKind.Symbol && Operators[level].Contains(Next.Text))
            left = new GoCall(_tokens[_at++].Text, [left, Binary(level + 1)]);
        return left;
    }

    private GoExpression Command()
    {
        if (Take("!"))
            return new GoCall("not", [Command()]);
        if (Next.Kind != GoTokenKind.Identifier || IsPath() || Next.Text is "true" or "false" or "nil" or "null")
            return Alone(Operand());
        var name = _tokens[_at++].Text;
        var arguments = ImmutableArray.CreateBuilder<GoExpression>();
        // The simpler form writes contains(a, b); Go writes contains a b.
        while (IsOperand())
            arguments.Add(Operand());
        return new GoCall(name, arguments.ToImmutable());
    }

    private GoExpression Alone(GoExpression operand) =>
        IsOperand() ? throw new RefusedTemplateException("Two values stand side by side, and the first is no function.") : operand;

    private bool IsOperand() => Next.Kind is GoTokenKind.Text or GoTokenKind.Number or GoTokenKind.Field or GoTokenKind.Identifier
        || (Next.Kind == GoTokenKind.Symbol && Next.Text is "(" or "." or "$");

    private GoExpression Operand()
    {
        var token = _tokens[_at++];
        switch (token.Kind)
        {
            case GoTokenKind.Text:
                return new GoLiteral(Value.Of(token.Text));
            case GoTokenKind.Number:
                return new GoLiteral(NumberOf(token.Text));
            case GoTokenKind.Field:
                return new GoField(Fields([new GoPart(token.Text, 0)]));
            case GoTokenKind.Identifier:
                return Word(token.Text);
            default:
                return Symbol(token.Text);
        }
    }

    private GoExpression Word(string word) => word switch
    {
        "true" => new GoLiteral(Value.True),
        "false" => new GoLiteral(Value.False),
        "nil" or "null" => new GoLiteral(Value.Null),
        _ when _at < _tokens.Count && Next is { Kind: GoTokenKind.Field, AfterBlank: false } => new GoField(Fields([new GoPart(word, 0)])),
        _ => new GoCall(word, []),
    };

    private GoExpression Symbol(string symbol)
    {
        if (symbol is "." or "$")
            return new GoField(Fields([]));
        if (symbol != "(")
            throw new RefusedTemplateException(symbol.Length == 0 ? "The template is empty where a value is expected." : $"The template has \"{symbol}\" where a value is expected.");
        var inner = Pipeline();
        if (!Take(")"))
            throw new RefusedTemplateException("The template has a ( that is not closed.");
        var parts = Fields([]);
        return parts.IsEmpty ? inner : new GoChain(inner, parts);
    }

    private ImmutableArray<GoPart> Fields(ImmutableArray<GoPart> first)
    {
        var parts = first.ToBuilder();
        while (Next is { Kind: GoTokenKind.Field, AfterBlank: false })
            parts.Add(new GoPart(_tokens[_at++].Text, 0));
        return parts.ToImmutable();
    }

    private bool IsPath() => _tokens[_at + 1] is { Kind: GoTokenKind.Field, AfterBlank: false };

    private bool Take(string symbol)
    {
        if (Next.Kind != GoTokenKind.Symbol || Next.Text != symbol)
            return false;
        _at++;
        return true;
    }

    private static Value NumberOf(string text) =>
        Yaml.CoreScalar.Number(text.Replace("_", "", StringComparison.Ordinal)) is { } spelling ? JsonText.Parse(spelling) : throw new RefusedTemplateException($"The number {text} cannot be read.");
}
