using System.Net.Http.Headers;
using System.Text;
using System.Text.Unicode;

namespace ComposeServer.BuiltInTools;

/// <summary>Reads bodies within a limit, and decides which of them are text.</summary>
internal static class ResponseBody
{
    internal static async Task<byte[]> ReadAsync(HttpContent content, int most, int limit, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > most)
            throw TooLarge(most, limit);
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await stream.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            body.Write(buffer, 0, read);
            if (body.Length > most)
                throw TooLarge(most, limit);
        }

        return body.ToArray();
    }

    /// <summary>The text of a body, by its charset, else UTF-8; null when it is none.</summary>
    internal static string? TextOf(byte[] body, MediaTypeHeaderValue? type)
    {
        if (EncodingOf(type?.CharSet) is { } named)
            return WithoutMark(named.GetString(body));
        if (body.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe]))
            return WithoutMark(Encoding.Unicode.GetString(body));
        if (body.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xfe, 0xff]))
            return WithoutMark(Encoding.BigEndianUnicode.GetString(body));
        var isText = type is null ? !body.AsSpan().Contains((byte)0) && Utf8.IsValid(body) : IsText(type.MediaType ?? "");
        return isText ? WithoutMark(Encoding.UTF8.GetString(body)) : null;
    }

    private static bool IsText(string type) =>
        type.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
        || EndsWithAny(type, "json", "xml", "yaml", "javascript", "ecmascript", "x-www-form-urlencoded", "graphql", "toml", "sql");

    private static bool EndsWithAny(string type, params ReadOnlySpan<string> ends)
    {
        foreach (var end in ends)
            if (type.EndsWith(end, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    private static Encoding? EncodingOf(string? charset)
    {
        if (charset is null)
            return null;
        try
        {
            var name = charset.Trim('"', ' ');
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string WithoutMark(string text) => text.TrimStart('\uFEFF');

    private static BuiltInFailureException TooLarge(int most, int limit) => BuiltInFailureException.Of(most < limit
        ? FormattableString.Invariant($"The response has more than {most} bytes: set \"maxBytes\" higher (at most {limit}), or ask for less.")
        : FormattableString.Invariant($"The response has more than {limit} bytes, the most that can be read; ask for less."));
}
