using System.Collections.Immutable;
using System.Net;
using ComposeServer.Upstreams;

namespace ComposeServer.Tests.Upstreams;

public sealed class OwnOriginTests
{
    private static readonly ImmutableSortedDictionary<string, string> Headers =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase).Add("Authorization", "Bearer hunter2").Add("X-Key", "hunter2");

    [Theory]
    [InlineData("https://h.example/mcp", "https://h.example/messages", true)]
    [InlineData("https://h.example/mcp", "https://H.EXAMPLE:443/mcp", true)]
    [InlineData("http://h.example/mcp", "https://h.example/mcp", true)]
    [InlineData("http://[::1]:80/mcp", "http://[0:0::1]/mcp", true)]
    [InlineData("https://h.example/mcp", "http://h.example/mcp", false)]
    [InlineData("https://h.example/mcp", "https://h.example:8443/mcp", false)]
    [InlineData("http://h.example:8080/mcp", "https://h.example/mcp", false)]
    [InlineData("https://h.example/mcp", "https://other.example/mcp", false)]
    [InlineData("https://h.example/mcp", "https://h.example.other.example/mcp", false)]
    [InlineData("https://h.example/mcp", "https://h.example@other.example/mcp", false)]
    public async Task Only_its_own_origin_gets_the_headers_of_a_server(string server, string target, bool gets)
    {
        var sent = await Send(server, HttpMethod.Post, target);
        Assert.Equal([gets], sent.Select(request => request.HasKeys));
    }

    [Theory]
    [InlineData("POST", 307, "/mcp/", "POST https://h.example/mcp/ with keys")]
    [InlineData("POST", 308, "https://other.example/mcp", "POST https://other.example/mcp without")]
    [InlineData("GET", 302, "//other.example/", "GET https://other.example/ without")]
    [InlineData("GET", 301, "sse", "GET https://h.example/sse with keys")]
    [InlineData("DELETE", 307, "/mcp/", "DELETE https://h.example/mcp/ with keys")]
    public async Task Redirects_are_followed(string method, int status, string location, string then)
    {
        var sent = await Send("https://h.example/mcp", new HttpMethod(method), "https://h.example/mcp", (status, location));
        Assert.Equal([$"{method} https://h.example/mcp with keys", then], sent.Select(request => request.ToString()));
    }

    [Theory]
    [InlineData("POST", 301, "/mcp/")]
    [InlineData("POST", 302, "/mcp/")]
    [InlineData("POST", 303, "/mcp/")]
    [InlineData("POST", 307, "http://h.example/mcp")]
    [InlineData("POST", 307, "file:///etc/passwd")]
    [InlineData("POST", 307, "//")]
    [InlineData("POST", 307, null)]
    [InlineData("GET", 304, "/mcp/")]
    public async Task What_would_lose_the_message_or_its_secrecy_is_not_followed(string method, int status, string? location) =>
        Assert.Single(await Send("https://h.example/mcp", new HttpMethod(method), "https://h.example/mcp", (status, location)));

    [Fact]
    public async Task Whoever_comes_back_has_the_headers_again_once()
    {
        var sent = await Send("https://h.example/a", HttpMethod.Post, "https://h.example/a", (307, "https://other.example/b"), (307, "https://h.example/c"));
        Assert.Equal([true, false, true], sent.Select(request => request.HasKeys));
    }

    [Fact]
    public async Task Circles_end() =>
        Assert.Equal(6, (await Send("https://h.example/", HttpMethod.Post, "https://h.example/", [.. Enumerable.Repeat((307, (string?)"/"), 50)])).Count);

    private static async Task<List<Sent>> Send(string server, HttpMethod method, string target, params (int Status, string? Location)[] redirects)
    {
        var site = new Site(redirects);
        using var client = new HttpMessageInvoker(new OwnOrigin(new Uri(server), Headers) { InnerHandler = site });
        using var response = await client.SendAsync(new HttpRequestMessage(method, target), CancellationToken.None);
        return site.Requests;
    }

    private sealed record Sent(string Method, string Url, bool HasKeys)
    {
        public override string ToString() => $"{Method} {Url} {(HasKeys ? "with keys" : "without")}";
    }

    /// <summary>Redirects one request after another, and then answers.</summary>
    private sealed class Site((int Status, string? Location)[] redirects) : HttpMessageHandler
    {
        internal List<Sent> Requests { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var keys = request.Headers.NonValidated.Where(header => Headers.ContainsKey(header.Key)).Select(header => header.Value.Count).ToArray();
            Assert.True(keys is [] or [1, 1]);
            Requests.Add(new Sent(request.Method.Method, request.RequestUri!.AbsoluteUri, keys.Length > 0));
            if (Requests.Count > redirects.Length)
                return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));
            var (status, location) = redirects[Requests.Count - 1];
            var response = new HttpResponseMessage((HttpStatusCode)status);
            if (location is not null)
                response.Headers.TryAddWithoutValidation("Location", location);
            return Task.FromResult(response);
        }
    }
}
