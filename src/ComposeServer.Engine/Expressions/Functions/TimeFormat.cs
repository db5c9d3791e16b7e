using System.Globalization;

namespace ComposeServer.Engine.Expressions.Functions;

/// <summary>How times are written.</summary>
/// <remarks>Formats are .NET's custom ones in the invariant culture: <c>yyyy-MM-dd</c>, <c>ddd d MMM yyyy HH:mm:ss.fff</c>, <c>'literal'</c>.</remarks>
internal static class TimeFormat
{
    internal const string Expected =
        "takes a format of the letters yyyy MM MMM dd ddd HH hh mm ss fff tt zzz, such as 'yyyy-MM-dd HH:mm', of up to 100 characters; other letters stand in quotes";

    private const int MaxLength = 100;

    /// <summary>RFC 3339 in UTC, with as much of the fraction as there is.</summary>
    internal static string Standard(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    internal static bool TryWrite(DateTimeOffset time, string format, out string text)
    {
        text = "";
        if (!IsFormat(format))
            return false;
        try
        {
            // One letter alone would be a standard format of .NET; a % makes it a custom one.
            text = time.ToUniversalTime().ToString(format.Length == 1 ? "%" + format : format, CultureInfo.InvariantCulture);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>Whether only known letters stand outside quotes, in runs that mean something.</summary>
    internal static bool IsFormat(string format)
    {
        if (format.Length is 0 or > MaxLength)
            return false;
        for (var i = 0; i < format.Length;)
        {
            var length = format[i] is '\'' or '"' ? format.IndexOf(format[i], i + 1) - i + 1 : Run(format, i);
            if (length <= 0)
                return false;
            i += length;
        }

        return true;
    }

    /// <summary>How many characters the run at that place has; 0 when it means nothing.</summary>
    private static int Run(string format, int start)
    {
        var letter = format[start];
        if (letter is '%' or '\\')
            return 0;
        if (!char.IsAsciiLetter(letter))
            return 1;
        var end = start;
        while (end < format.Length && format[end] == letter)
            end++;
        return end - start <= Longest(letter) ? end - start : 0;
    }

    private static int Longest(char letter) => letter switch
    {
        'y' or 'M' or 'd' => 4,
        'H' or 'h' or 'm' or 's' or 't' => 2,
        'z' => 3,
        'f' or 'F' => 7,
        _ => 0,
    };
}
