using System.Collections.Immutable;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Templates;

/// <summary>Reads one string of a template: a reference, an expression, text with expressions in it, or text.</summary>
/// <param name="scope">What its expressions see.</param>
/// <param name="problems">What is wrong.</param>
/// <param name="path">Where it stands.</param>
/// <param name="isTrial">Whether only that something is wrong is asked, and nothing is to be suggested.</param>
internal sealed class StringReader(Scope scope, ProblemList problems, JsonPointer path, bool isTrial = false)
{
    private const string Example = "\"$input.name\" for a reference, \"{{ $input.name }}\" inside text";

    internal TemplateNode? Read(string text)
    {
        if (text.StartsWith("$$", StringComparison.Ordinal))
            return new LiteralNode(Value.Of(text[1..]));
        if (text.Length > 1 && text[0] == '$' && char.IsAsciiLetter(text[1]))
            return ReadReference(text);
        if (text.Length > 1 && text[0] == '$' && text[1] is '.' or '[' or '{')
            return RefuseBareRoot(text);
        return TextSplitter.TrySplit(text, out var parts) ? ReadText(text, parts) : RefuseUnclosed();
    }

    private ExpressionNode? ReadReference(string text)
    {
        var end = NearMiss.ReferenceEnd(text);
        if (end < text.Length)
        {
            var known = scope.Knows(text[1..NearMiss.WordEnd(text, 1)]);
            problems.Error(
                path,
                "reference_in_text",
                "A string that begins with $ and a letter is one reference and nothing else, and this one goes on after it.",
                known ? Mended(text) ?? Example : $"\"${text}\", where the text itself is meant");
            return null;
        }

        var found = new List<ExpressionProblem>();
        var expression = Expression.BindReference(text, scope, found);
        Report(found, 0);
        return expression is null ? null : new ExpressionNode(expression);
    }

    private LiteralNode? RefuseBareRoot(string text)
    {
        problems.Error(path, "bare_root", "A reference begins with $ and a name, such as $input or $step1; a string that begins with $., $[ or ${ is none.", $"{Mended(text) ?? Example}, or \"${text}\" where the text itself is meant");
        return null;
    }

    private string? Mended(string text) => !isTrial && NearMissMend.Of(text, scope) is { } mended ? $"\"{mended}\"" : null;

    private TemplateNode? RefuseUnclosed()
    {
        problems.Error(path, "unclosed_expression", "An expression that begins with {{ does not end with }}.", "{{ $input.name }}; write {{{{ where the characters {{ are meant");
        return null;
    }

    private TemplateNode? ReadText(string text, ImmutableArray<TextSplitter.Stretch> stretches)
    {
        var parts = ImmutableArray.CreateBuilder<TextPart>(stretches.Length);
        var whole = true;
        foreach (var stretch in stretches)
            whole &= stretch.IsExpression ? AddExpression(stretch, parts, stretches.Length > 1, text) : AddLiteral(stretch.Text, parts, text);
        if (!whole)
            return null;
        return parts.Count switch
        {
            0 => new LiteralNode(Value.Of("")),
            1 when parts[0].Expression is { } only => new ExpressionNode(only),
            1 => new LiteralNode(Value.Of(parts[0].Literal!)),
            _ => new TextNode(parts.ToImmutable()),
        };
    }

    private bool AddLiteral(string text, ImmutableArray<TextPart>.Builder parts, string whole)
    {
        parts.Add(new TextPart(text, null));
        if (NearMiss.InText(text, scope) is not var (_, reference, _))
            return true;
        problems.Error(
            path,
            "reference_in_text",
            $"{reference} stands inside other text, where it would be sent as it is written.",
            $"{Mended(whole) ?? $"{{{{ {reference} }}}} in its place"}; where the characters are meant: {{{{ '{reference}' }}}}");
        return false;
    }

    private bool AddExpression(TextSplitter.Stretch stretch, ImmutableArray<TextPart>.Builder parts, bool inText, string whole)
    {
        var found = new List<ExpressionProblem>();
        var expression = Expression.Bind(stretch.Text, scope, found);
        // A bare word is taken for a reference without its $; where others write it so, more is known.
        Report([.. found.Select(p => p.Code == "bare_word" && Mended(whole) is { } mended ? p with { Suggestion = mended } : p)], stretch.Position);
        if (expression is null)
            return false;
        parts.Add(new TextPart(null, expression));
        if (inText && expression is { IsReference: true, Nothing: NothingSource.Function, References: [{ Root.MayLackStep: true }, ..] })
            problems.Warn(path, "skippable_reference", $"{expression.Text} may have no value, for its step may end without one, and stands inside text; the run then fails.", $"{{{{ default({expression.Text}, '') }}}}");
        if (!inText || expression.Nothing != NothingSource.Reference)
            return true;
        problems.Error(path, "nothing_in_text", $"{expression.Text} may give nothing, and stands inside text.", $"{{{{ default({expression.Text.TrimEnd('?')}, '') }}}}");
        return false;
    }

    private void Report(List<ExpressionProblem> found, int offset)
    {
        foreach (var problem in found)
            problems.Add(ProblemAt(problem, path, offset));
    }

    internal static Problem ProblemAt(ExpressionProblem problem, JsonPointer path, int offset = 0)
    {
        var place = problem.Position + offset;
        var message = place > 0 ? $"{problem.Message} (at character {place + 1})" : problem.Message;
        return new Problem(path, problem.Code, message, problem.Suggestion, problem.IsWarning);
    }
}
