namespace ComposeServer.Engine.Schemas.Formats;

/// <summary><c>uuid</c>: RFC 4122, section 3, of any version.</summary>
internal static class UuidFormat
{
    internal static bool IsValid(string text)
    {
        if (text.Length != 36)
            return false;
        for (var i = 0; i < text.Length; i++)
            if (i is 8 or 13 or 18 or 23 ? text[i] != '-' : !char.IsAsciiHexDigit(text[i]))
                return false;
        return true;
    }
}
