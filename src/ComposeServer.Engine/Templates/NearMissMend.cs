using System.Text;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Templates;

/// <summary>Writes out what a text with near misses in it was probably meant as, in this language: <c>${{ steps.a.outputs.b }}</c> as <c>$a.b</c>.</summary>
internal sealed class NearMissMend
{
    // A suggestion is for reading, and every place in the text is tried.
    private const int Longest = 2_000;

    private readonly string _text;
    private readonly Scope _scope;

    private NearMissMend(string text, Scope scope) => (_text, _scope) = (text, scope);

    /// <summary>The text with all of its near misses mended; null when that is no template either.</summary>
    internal static string? Of(string text, Scope scope)
    {
        if (text.Length > Longest)
            return null;
        var mended = new NearMissMend(text, scope).Mend();
        var problems = new ProblemList();
        var isTemplate = new StringReader(scope, problems, JsonPointer.Root, isTrial: true).Read(mended) is not null && !problems.HasErrors;
        return isTemplate && mended != text ? mended : null;
    }

    /// <summary>What a text that is to be one expression was probably meant as; null when that is not known.</summary>
    internal static string? OfExpression(string text, Scope scope)
    {
        var mend = new NearMissMend(text, scope);
        return text.Length > Longest ? null : PeerWords.Meanings(Inner(text)).FirstOrDefault(mend.IsExpression);
    }

    private string Mend()
    {
        var mended = new StringBuilder();
        for (var at = 0; at < _text.Length;)
        {
            var length = Stretch(at, out var candidates);
            var expression = candidates.FirstOrDefault(IsExpression);
            if (expression is null)
                mended.Append(_text, at, length);
            else if (length == _text.Length)
                return Whole(expression);
            else
                mended.Append("{{ ").Append(InText(expression)).Append(" }}");
            at += length;
        }

        return mended.ToString();
    }

    // How far what begins at a place goes, and what it may have been meant as.
    private int Stretch(int at, out IEnumerable<string> candidates)
    {
        candidates = [];
        var rest = _text.AsSpan(at);
        if (rest.StartsWith("{{{{"))
            return 4;
        var end = rest.StartsWith("{{") || rest.StartsWith("${{") ? "}}" : rest.StartsWith("${") ? "}" : null;
        if (end is not null && LengthTo(at, end) is { } braced)
        {
            var inner = Inner(_text.Substring(at, braced));
            candidates = rest[0] == '{' && Bind(inner) is not null ? [] : PeerWords.Meanings(inner);
            return braced;
        }

        return rest[0] == '$' ? Reference(at, out candidates) : 1;
    }

    private int Reference(int at, out IEnumerable<string> candidates)
    {
        var written = _text[at..(at + NearMiss.ReferenceEnd(_text[at..]))].TrimEnd('.', '?');
        candidates = written switch
        {
            ['$', '[', ..] when at == 0 => ["$input" + written[1..]],
            ['$', '.', ..] when at == 0 => PeerWords.Meanings(written[2..]),
            _ when _scope.Knows(written[1..NearMiss.WordEnd(written, Math.Min(1, written.Length))]) => [written],
            _ => [],
        };
        return candidates.Any(IsExpression) ? written.Length : 1;
    }

    // A string of the language may end in a brace, but what is written as others write it has none.
    private static string Inner(string braced) => braced.Trim().TrimStart('$', '{').TrimEnd('}').Trim();

    private int? LengthTo(int at, string end) => _text.IndexOf(end, at, StringComparison.Ordinal) is >= 0 and var found ? found + end.Length - at : null;

    private Expression? Bind(string candidate) => Expression.Bind(candidate, _scope, []);

    private bool IsExpression(string candidate) => Bind(candidate) is { References.IsEmpty: false };

    private string Whole(string expression) => Expression.BindReference(expression, _scope, []) is null ? $"{{{{ {expression} }}}}" : expression;

    private string InText(string expression) =>
        Bind(expression) is { Nothing: NothingSource.Reference } ? $"default({expression.TrimEnd('?')}, '')" : expression;
}
