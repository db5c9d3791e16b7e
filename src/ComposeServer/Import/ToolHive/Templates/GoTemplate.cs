using System.Collections.Immutable;

namespace ComposeServer.Import.ToolHive.Templates;

/// <summary>Reads a Go template: text, actions, <c>if</c>; whatever else there is, is refused by name.</summary>
internal sealed class GoTemplate
{
    private static readonly string[] Blocks = ["range", "with", "define", "block"];
    private static readonly string[] Words = ["template", "break", "continue"];

    private readonly List<(string Text, bool IsAction)> _stretches;
    private readonly Action<RefusedTemplateException> _refuse;
    private int _at;

    private GoTemplate(List<(string, bool)> stretches, Action<RefusedTemplateException> refuse) => (_stretches, _refuse) = (stretches, refuse);

    /// <param name="text">The template.</param>
    /// <param name="refuse">Hears of each construct that has no equal.</param>
    internal static ImmutableArray<GoNode> Read(string text, Action<RefusedTemplateException> refuse)
    {
        try
        {
            var reader = new GoTemplate(Split(text), refuse);
            var nodes = reader.Nodes(out var end);
            if (end is not null)
                refuse(new RefusedTemplateException($"The template has {{{{ {end} }}}} without an if."));
            return nodes;
        }
        catch (RefusedTemplateException e)
        {
            refuse(e);
            return [];
        }
    }

    // "{{- " and " -}}" take the white space beside them away.
    private static List<(string, bool)> Split(string text)
    {
        var stretches = new List<(string, bool)>();
        var (at, trim) = (0, false);
        while (at <= text.Length)
        {
            var open = text.IndexOf("{{", at, StringComparison.Ordinal);
            var literal = text[at..(open < 0 ? text.Length : open)];
            literal = trim ? literal.TrimStart() : literal;
            var trimsBefore = open >= 0 && open + 3 < text.Length && text[open + 2] == '-' && char.IsWhiteSpace(text[open + 3]);
            literal = trimsBefore ? literal.TrimEnd() : literal;
            if (literal.Length > 0)
                stretches.Add((literal, false));
            if (open < 0)
                break;
            var close = CloseOf(text, open + 2);
            var action = text[(open + (trimsBefore ? 3 : 2))..close];
            trim = action.Length > 1 && action[^1] == '-' && char.IsWhiteSpace(action[^2]);
            action = (trim ? action[..^1] : action).Trim();
            if (!action.StartsWith("/*", StringComparison.Ordinal))
                stretches.Add((action, true));
            at = close + 2;
        }

        return stretches;
    }

    private static int CloseOf(string text, int begin)
    {
        var quote = '\0';
        for (var i = begin; i < text.Length; i++)
        {
            if (quote != '\0')
            {
                if (text[i] == '\\' && quote != '`')
                    i++;
                else if (text[i] == quote)
                    quote = '\0';
            }
            else if (text[i] is '"' or '\'' or '`')
                quote = text[i];
            else if (text[i] == '}' && i + 1 < text.Length && text[i + 1] == '}')
                return i;
        }

        throw new RefusedTemplateException("A template that begins with {{ does not end with }}.");
    }

    // Ends at the end of the text, or behind an "end" or "else", which it gives.
    private ImmutableArray<GoNode> Nodes(out string? end)
    {
        var nodes = ImmutableArray.CreateBuilder<GoNode>();
        for (end = null; _at < _stretches.Count;)
        {
            var (text, isAction) = _stretches[_at++];
            var word = isAction ? FirstWord(text) : "";
            if (word is "end" or "else")
            {
                end = text;
                break;
            }

            if (!isAction)
                nodes.Add(new GoText(text));
            else if (word == "if")
                nodes.Add(If(text[2..]));
            else if (Blocks.Contains(word))
                RefuseBlock(word);
            else if (Words.Contains(word))
                _refuse(new RefusedTemplateException($"{{{{ {word} }}}} has no equal."));
            else if (Expression(text) is { } value)
                nodes.Add(new GoAction(value));
        }

        return nodes.ToImmutable();
    }

    private GoIf If(string condition)
    {
        var test = Expression(condition) ?? new GoLiteral(Engine.Json.Value.True);
        var then = Nodes(out var end);
        if (end is null)
            _refuse(new RefusedTemplateException("{{ if }} has no {{ end }}."));
        var otherwise = ImmutableArray<GoNode>.Empty;
        if (end is not null && FirstWord(end) == "else")
            otherwise = Else(end[4..].Trim());
        return new GoIf(test, then, otherwise);
    }

    private ImmutableArray<GoNode> Else(string rest)
    {
        if (FirstWord(rest) == "if")
            return [If(rest[2..])];
        if (rest.Length > 0)
            _refuse(new RefusedTemplateException($"{{{{ else {FirstWord(rest)} }}}} has no equal."));
        var nodes = Nodes(out var end);
        if (end is null || FirstWord(end) != "end")
            _refuse(new RefusedTemplateException("{{ else }} has no {{ end }}."));
        return nodes;
    }

    private void RefuseBlock(string word)
    {
        _refuse(new RefusedTemplateException($"{{{{ {word} }}}} has no equal.", word == "range" ? "A step with forEach, or join(…), sum(…) and their like in a value step" : null));
        Nodes(out var end);
        if (end is not null && FirstWord(end) == "else")
            Nodes(out _);
    }

    private GoExpression? Expression(string text)
    {
        try
        {
            return GoParser.Read(text);
        }
        catch (RefusedTemplateException e)
        {
            _refuse(e);
            return null;
        }
    }

    private static string FirstWord(string action)
    {
        var end = 0;
        while (end < action.Length && char.IsAsciiLetter(action[end]))
            end++;
        return action[..end];
    }
}
