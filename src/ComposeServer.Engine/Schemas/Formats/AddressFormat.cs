namespace ComposeServer.Engine.Schemas.Formats;

/// <summary><c>ipv4</c> (RFC 2673, section 3.2: dotted quad) and <c>ipv6</c> (RFC 4291, section 2.2; no zone).</summary>
internal static class AddressFormat
{
    internal static bool IsIpv4(string text)
    {
        var parts = text.Split('.');
        return parts.Length == 4 && Array.TrueForAll(parts, IsOctet);
    }

    internal static bool IsIpv6(string text)
    {
        var gap = text.IndexOf("::", StringComparison.Ordinal);
        if (gap < 0)
            return Groups(text, mayEndInIpv4: true) == 8;
        var (left, right) = (text[..gap], text[(gap + 2)..]);
        var before = left.Length == 0 ? 0 : Groups(left, mayEndInIpv4: false);
        var after = right.Length == 0 ? 0 : Groups(right, mayEndInIpv4: true);
        // The gap stands for at least one group.
        return before >= 0 && after >= 0 && before + after <= 7;
    }

    private static bool IsOctet(string text) =>
        text.Length is > 0 and <= 3 && !text.AsSpan().ContainsAnyExceptInRange('0', '9') && (text.Length == 1 || text[0] != '0') && (text.Length < 3 || string.CompareOrdinal(text, "255") <= 0);

    /// <summary>How many groups of 16 bits a text without a gap has; −1 when some is none.</summary>
    private static int Groups(string text, bool mayEndInIpv4)
    {
        var parts = text.Split(':');
        for (var i = 0; i < parts.Length; i++)
        {
            if (mayEndInIpv4 && i == parts.Length - 1 && IsIpv4(parts[i]))
                return parts.Length + 1;
            if (parts[i].Length is 0 or > 4 || !parts[i].All(char.IsAsciiHexDigit))
                return -1;
        }

        return parts.Length;
    }
}
