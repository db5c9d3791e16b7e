using System.Text;
using System.Text.RegularExpressions;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Expressions.Syntax;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Templates;

namespace ComposeServer.Engine.Planning.Blueprints;

/// <summary>One text of a blueprint: a whole <c>$with.x</c> becomes the value, one inside an expression becomes a literal of the language.</summary>
internal sealed partial class BlueprintText(BlueprintFiller filler, JsonPointer path, BlueprintPlace place, ProblemList problems)
{
    // What stands for a value that is not known yet, where only the syntax is checked.
    private const string Unknown = "$with";

    private bool IsLiteral => place is not (BlueprintPlace.Template or BlueprintPlace.Expression);

    /// <returns>What stands there instead; Nothing where it is left out; null where it stays as it is written.</returns>
    internal Value? Fill(string text)
    {
        if (text.StartsWith("$$", StringComparison.Ordinal) && place != BlueprintPlace.Expression)
            return null;
        if (WithReference.Find(text, 0) == 0 && WithReference.Read(text, 0) is { } whole && whole.Text.Length == text.Length)
            return filler.Take(whole, whole.IsOptional, path) is var value && filler.IsCheck ? null : value;
        if (place == BlueprintPlace.Expression && !text.TrimStart().StartsWith("{{", StringComparison.Ordinal))
            return FillExpression(text) is { } filled ? Value.Of(filled) : null;
        return FillParts(text) is { } parts ? Value.Of(parts) : null;
    }

    private string? FillParts(string text)
    {
        if (!TextSplitter.TrySplit(text, out var stretches))
        {
            if (filler.IsCheck && !IsLiteral)
                problems.Error(path, "unclosed_expression", "An expression that begins with {{ does not end with }}.", "{{ $with.name }}; write {{{{ where the characters {{ are meant");
            return null;
        }

        var filled = new StringBuilder();
        var done = 0;
        foreach (var stretch in stretches)
        {
            if (!stretch.IsExpression)
                RefuseBare(stretch.Text);
            else if (IsLiteral)
                done = FillLiteral(text, stretch, filled, done);
            else if (FillExpression(stretch.Text) is { } expression)
            {
                filled.Append(text, done, stretch.Position - done).Append(expression);
                done = stretch.Position + stretch.Text.Length;
            }
        }

        return done == 0 ? null : filled.Append(text, done, text.Length - done).ToString();
    }

    // In a name, a duration or a description nothing is evaluated: only the value itself can stand there, as text.
    private int FillLiteral(string text, TextSplitter.Stretch stretch, StringBuilder filled, int done)
    {
        if (WithReference.Find(stretch.Text, 0) < 0)
            return done;
        if (WithReference.Find(stretch.Text, 0) != 0 || WithReference.Read(stretch.Text, 0) is not { } reference || reference.Text.Length != stretch.Text.Length)
        {
            problems.Error(path, "with_in_literal", "This text is taken as it is written, so that {{ }} can hold nothing but one $with.name here.", "{{ $with.name }}");
            return done;
        }

        var value = filler.Take(reference, reference.IsOptional, path);
        var open = text.LastIndexOf("{{", stretch.Position, StringComparison.Ordinal);
        filled.Append(text, done, open - done).Append(value.IsText ? value.Text() : value.IsNothing ? "" : value.ToJson());
        return text.IndexOf("}}", stretch.Position + stretch.Text.Length, StringComparison.Ordinal) + 2;
    }

    private void RefuseBare(string text)
    {
        var at = WithReference.Find(text, 0);
        if (at < 0 && (at = text.IndexOf("${with.", StringComparison.Ordinal)) < 0)
            return;
        var reference = text[at] == '$' && text[at + 1] != '{' ? WithReference.Read(text, at)?.Text : "$with.name";
        if (reference is null)
            problems.Error(path, "invalid_with", "$with is followed by a name, and then by names and indexes only.", "$with.name, $with.name.part, $with.list[0]");
        else
            problems.Error(path, "reference_in_text", $"{reference} stands inside other text, where it would stay as it is written.", $"{{{{ {reference} }}}}");
    }

    /// <returns>The expression with literals for its references; null when there are none, or one is wrong.</returns>
    private string? FillExpression(string text)
    {
        var filled = new StringBuilder();
        var done = 0;
        foreach (var at in Outside(text))
        {
            if (WithReference.Read(text, at) is not { } reference)
            {
                problems.Error(path, "invalid_with", "$with is followed by a name, and then by names and indexes only.", "$with.name, $with.name.part, $with.list[0]");
                return null;
            }

            var isOptional = reference.IsOptional || Guard().IsMatch(text.AsSpan(0, at));
            var value = filler.Take(reference, isOptional, path);
            filled.Append(text, done, at - done).Append(filler.IsCheck ? Unknown : ExpressionLiteral.Of(value));
            done = at + reference.Text.Length;
        }

        var result = filled.Append(text, done, text.Length - done).ToString();
        CheckSyntax(result);
        return done == 0 || filler.IsCheck ? null : result;
    }

    private void CheckSyntax(string expression)
    {
        if (!filler.IsCheck)
            return;
        try
        {
            Parser.ReadExpression(expression);
        }
        catch (SyntaxProblemException e)
        {
            problems.Error(path, e.Problem.Code, e.Problem.Message, e.Problem.Suggestion);
        }
    }

    // A quoted text inside an expression is text.
    private static IEnumerable<int> Outside(string text)
    {
        var quote = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            if (quote != '\0')
            {
                if (text[i] == '\\')
                    i++;
                else if (text[i] == quote)
                    quote = '\0';
            }
            else if (text[i] is '\'' or '"')
                quote = text[i];
            else if (text[i] == '$' && WithReference.Find(text, i) == i)
                yield return i;
        }
    }

    [GeneratedRegex(@"\b(default|exists)\s*\(\s*\z")]
    private static partial Regex Guard();
}
