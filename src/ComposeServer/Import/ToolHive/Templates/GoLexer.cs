using System.Text.RegularExpressions;
using ComposeServer.Engine.Json;

namespace ComposeServer.Import.ToolHive.Templates;

/// <summary>Splits an action of a Go template (text/template, "Actions") into words.</summary>
internal static partial class GoLexer
{
    internal static List<GoToken> Read(string action)
    {
        var tokens = new List<GoToken>();
        var (at, blank) = (0, false);
        while (at < action.Length)
        {
            if (char.IsWhiteSpace(action[at]))
            {
                (at, blank) = (at + 1, true);
                continue;
            }

            var token = Next(action, ref at);
            tokens.Add(token with { AfterBlank = blank });
            blank = false;
        }

        tokens.Add(new GoToken(GoTokenKind.End, "", blank));
        return tokens;
    }

    private static GoToken Next(string action, ref int at)
    {
        var word = Word().Match(action, at);
        if (!word.Success)
            throw new RefusedTemplateException($"The template has a character \"{action[at]}\" that cannot stand there.");
        at += word.Length;
        var text = word.Value;
        if (text[0] is '"' or '\'' or '`')
            return new GoToken(GoTokenKind.Text, TextOf(text), false);
        if (text[0] == '$' && text.Length > 1)
            throw new RefusedTemplateException($"The variable {text} has no equal.", "Write what it stands for where it is used");
        if (text is ":=" or "=" or ",")
            throw new RefusedTemplateException("Variables (:=, =) have no equal.", "Write what a variable stands for where it is used");
        var kind = char.IsAsciiLetter(text[0]) || text[0] == '_' ? GoTokenKind.Identifier
            : text[0] == '.' && text.Length > 1 && !char.IsAsciiDigit(text[1]) ? GoTokenKind.Field
            : char.IsAsciiDigit(text[^1]) || char.IsAsciiDigit(text[0]) ? GoTokenKind.Number
            : GoTokenKind.Symbol;
        return new GoToken(kind, kind == GoTokenKind.Field ? text[1..] : text, false);
    }

    private static string TextOf(string quoted)
    {
        if (quoted[0] == '`')
            return quoted[1..^1];
        // Go's escapes and JSON's differ in \a, \v, \x and \', which are written as JSON writes them.
        var inner = Escape().Replace(quoted[1..^1], static m => m.Value switch
        {
            "\\'" => "'",
            "\\a" => "\\u0007",
            "\\v" => "\\u000b",
            "\"" => "\\\"",
            ['\\', 'x', ..] => "\\u00" + m.Value[2..],
            _ => m.Value,
        });
        return JsonText.TryParse($"\"{inner}\"", out var text) ? JsonText.StringOf(text) : throw new RefusedTemplateException("A text in the template has an escape that cannot be read.");
    }

    [GeneratedRegex(@"\\x[0-9a-fA-F]{2}|\\.|""")]
    private static partial Regex Escape();

    [GeneratedRegex("""
        \G(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`|[-+]?[0-9][0-9_]*(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|\$[A-Za-z_][A-Za-z0-9_]*|\.[\p{L}_][\p{L}\p{Nd}_]*|[A-Za-z_][A-Za-z0-9_]*|:=|&&|\|\||==|!=|<=|>=|[.$()|<>!=,])
        """)]
    private static partial Regex Word();
}
