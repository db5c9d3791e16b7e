using System.Text;

namespace ComposeServer.Import.ToolHive;

/// <summary>Text that must stay text in our templates (section 5 of the contract).</summary>
internal static class LiteralText
{
    /// <summary>The text as a template, or as a part of one, writes it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isBeforeExpression">Whether an expression follows it directly.</param>
    internal static string Of(string text, bool isBeforeExpression = false)
    {
        if (!text.Contains('$', StringComparison.Ordinal) && !text.Contains('{', StringComparison.Ordinal))
            return text;
        var escaped = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var next = i + 1 < text.Length ? text[i + 1] : isBeforeExpression ? '{' : '\0';
            if (text[i] == '$' && (char.IsAsciiLetter(next) || next is '_' or '{' or '.' or '[' or '$'))
                escaped.Append("{{ '$' }}");
            else if (text[i] == '{' && next == '{')
                i = Braces(text, i, escaped, isBeforeExpression);
            else
                escaped.Append(text[i]);
        }

        return escaped.ToString();
    }

    private static int Braces(string text, int at, StringBuilder escaped, bool isBeforeExpression)
    {
        if (at + 1 < text.Length)
        {
            escaped.Append("{{ '{{' }}");
            return at + 1;
        }

        escaped.Append(isBeforeExpression ? "{{ '{' }}" : "{");
        return at;
    }
}
