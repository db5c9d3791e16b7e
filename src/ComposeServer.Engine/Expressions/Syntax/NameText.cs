using System.Globalization;
using System.Text;

namespace ComposeServer.Engine.Expressions.Syntax;

/// <summary>Names of members as RFC 9535 writes them.</summary>
internal static class NameText
{
    /// <summary>name-first of RFC 9535, section 2.5.1.1, for a UTF-16 unit; halves of a pair are checked elsewhere.</summary>
    internal static bool IsFirst(char c) => char.IsAsciiLetter(c) || c == '_' || c >= 0x80;

    internal static bool IsPart(char c) => IsFirst(c) || char.IsAsciiDigit(c);

    internal static bool IsShorthand(string name) => name.Length > 0 && IsFirst(name[0]) && name.All(IsPart);

    /// <summary>In single quotes, escaped as in a normalized path (RFC 9535, section 2.7).</summary>
    internal static string Quote(string name)
    {
        var text = new StringBuilder("'", name.Length + 2);
        foreach (var c in name)
            text.Append(c switch
            {
                '\b' => "\\b",
                '\f' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\'' => "\\'",
                '\\' => "\\\\",
                < ' ' => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
                _ => c.ToString(),
            });
        return text.Append('\'').ToString();
    }
}
