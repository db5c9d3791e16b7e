namespace ComposeServer.Engine.Schemas.Formats;

/// <summary>Decodes Punycode: RFC 3492, section 6.2.</summary>
internal static class Punycode
{
    private const int Base = 36;
    private const int Least = 1;
    private const int Most = 26;

    internal static bool TryDecode(string text, out List<int> codePoints)
    {
        codePoints = [];
        var hyphen = text.LastIndexOf('-');
        for (var i = 0; i < hyphen; i++)
            codePoints.Add(text[i]);
        var (codePoint, place, bias, at) = (128, 0, 72, hyphen + 1);
        if (at == text.Length)
            return false;
        while (at < text.Length)
        {
            var before = place;
            if (!TryInteger(text, ref at, ref place, bias))
                return false;
            var count = codePoints.Count + 1;
            bias = Adapt(place - before, count, before == 0);
            codePoint += place / count;
            place %= count;
            if (codePoint is > 0x10FFFF or (>= 0xD800 and <= 0xDFFF))
                return false;
            codePoints.Insert(place++, codePoint);
        }

        return true;
    }

    private static bool TryInteger(string text, ref int at, ref int place, int bias)
    {
        long sum = place;
        long weight = 1;
        for (var k = Base; ; k += Base)
        {
            var digit = at < text.Length ? Digit(text[at++]) : -1;
            if (digit < 0 || (sum += digit * weight) > int.MaxValue)
                return false;
            var threshold = Math.Clamp(k - bias, Least, Most);
            if (digit < threshold)
                break;
            weight *= Base - threshold;
        }

        place = (int)sum;
        return true;
    }

    private static int Digit(char c) => c switch
    {
        >= 'a' and <= 'z' => c - 'a',
        >= 'A' and <= 'Z' => c - 'A',
        >= '0' and <= '9' => c - '0' + 26,
        _ => -1,
    };

    private static int Adapt(int delta, int count, bool first)
    {
        delta = first ? delta / 700 : delta / 2;
        delta += delta / count;
        var k = 0;
        for (; delta > (Base - Least) * Most / 2; k += Base)
            delta /= Base - Least;
        return k + (Base - Least + 1) * delta / (delta + 38);
    }
}
