namespace ComposeServer.Engine.Schemas.Formats;

/// <summary><c>email</c>: a Mailbox of RFC 5321, section 4.1.2, in ASCII.</summary>
internal static class EmailFormat
{
    internal static bool IsValid(string text)
    {
        var at = text.LastIndexOf('@');
        return at > 0 && IsLocalPart(text[..at]) && IsDomain(text[(at + 1)..]);
    }

    private static bool IsLocalPart(string text)
    {
        if (text.Length > 1 && text[0] == '"' && text[^1] == '"')
            return IsQuoted(text.AsSpan(1, text.Length - 2));
        foreach (var atom in text.Split('.'))
            if (atom.Length == 0 || atom.AsSpan().ContainsAnyExcept(AtomCharacters))
                return false;
        return true;
    }

    private static readonly System.Buffers.SearchValues<char> AtomCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~");

    private static bool IsQuoted(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"' || text[i] is < ' ' or > '~' || (text[i] == '\\' && i + 1 == text.Length))
                return false;
            // What stands after a backslash is itself, a quote too.
            if (text[i] == '\\' && text[++i] is < ' ' or > '~')
                return false;
        }

        return true;
    }

    private static bool IsDomain(string text)
    {
        if (!text.StartsWith('['))
            return HostnameFormat.IsValid(text);
        if (!text.EndsWith(']'))
            return false;
        var literal = text[1..^1];
        return literal.StartsWith("IPv6:", StringComparison.OrdinalIgnoreCase) ? AddressFormat.IsIpv6(literal[5..]) : AddressFormat.IsIpv4(literal);
    }
}
