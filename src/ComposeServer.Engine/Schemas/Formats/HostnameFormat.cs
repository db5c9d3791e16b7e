namespace ComposeServer.Engine.Schemas.Formats;

/// <summary><c>hostname</c>: RFC 1123, section 2.1; a label that begins with <c>xn--</c> must be an A-label of RFC 5890, section 2.3.2.1.</summary>
internal static class HostnameFormat
{
    internal static bool IsValid(string text) => text.Length is > 0 and <= 253 && Array.TrueForAll(text.Split('.'), IsLabel);

    private static bool IsLabel(string label)
    {
        if (label.Length is 0 or > 63 || label[0] == '-' || label[^1] == '-')
            return false;
        foreach (var c in label)
            if (!char.IsAsciiLetterOrDigit(c) && c != '-')
                return false;
        return !label.StartsWith("xn--", StringComparison.OrdinalIgnoreCase) || (Punycode.TryDecode(label[4..].ToLowerInvariant(), out var codePoints) && IdnaLabel.IsValid(codePoints));
    }
}
