namespace ComposeServer.BuiltInTools;

/// <summary>What a caller of <c>http__fetch</c> wants, read from its arguments.</summary>
internal sealed record FetchRequest(Uri Url, HttpMethod Method, RequestHeaders Headers, int MaxBytes, TimeSpan Timeout)
{
    internal static FetchRequest Read(ToolArguments arguments, BuiltInLimits limits)
    {
        var seconds = arguments.Number("timeout", 0, limits.HttpTime.TotalSeconds) ?? limits.HttpTime.TotalSeconds;
        if (seconds == 0)
            throw BuiltInFailureException.Arguments("\"timeout\" is 0; it is a number of seconds above 0.");
        return new FetchRequest(
            UrlOf(arguments.Text("url")),
            MethodOf(arguments.TextOrNull("method")),
            RequestHeaders.Read(arguments["headers"]),
            arguments.Whole("maxBytes", limits.DefaultBytes, 1, limits.MaxBytes),
            TimeSpan.FromSeconds(seconds));
    }

    private static Uri UrlOf(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Host.Length == 0 || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
            throw BuiltInFailureException.Arguments("\"url\" is no absolute http or https URL, like https://example.com/path.");
        if (url.UserInfo.Length > 0)
            throw BuiltInFailureException.Arguments("\"url\" holds a user name or password; leave it out.");
        return url;
    }

    private static HttpMethod MethodOf(string? method) => method switch
    {
        null or "GET" => HttpMethod.Get,
        "HEAD" => HttpMethod.Head,
        _ => throw BuiltInFailureException.Arguments("\"method\" is neither GET nor HEAD."),
    };
}
