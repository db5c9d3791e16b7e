using System.Buffers;

namespace ComposeServer.Configuration;

/// <summary>What can be a header of a request (RFC 9110, section 5).</summary>
internal static class HttpHeader
{
    // RFC 9110, section 5.6.2.
    private static readonly SearchValues<char> Token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    internal static bool IsName(string name) => name.Length > 0 && !name.AsSpan().ContainsAnyExcept(Token);

    /// <summary>Whether a text is one line of printable ASCII characters: a line break in it would begin another header, or the body.</summary>
    internal static bool IsText(string text) => text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0;

    /// <summary>Whether a header tells of the body, like Content-Type, and so is not the sender's to set.</summary>
    internal static bool IsOfBody(string name)
    {
        using var request = new HttpRequestMessage();
        return !request.Headers.TryAddWithoutValidation(name, "");
    }

    /// <summary>What is wrong with a header, as the end of a sentence about it; null for nothing.</summary>
    internal static string? Problem(string name, string text) =>
        !IsName(name) ? "is no header's name: letters, digits and hyphens."
        : IsOfBody(name) ? "belongs to the body of a request, and is set by the program itself; leave it out."
        : !IsText(text) ? "must be a text of one line, of printable ASCII characters."
        : null;
}
