using System.Net.Http.Headers;
using System.Text;
using ComposeServer.Upstreams;

namespace ComposeServer.Tests.Upstreams;

public sealed class BoundedResponsesTests
{
    [Fact]
    public async Task A_response_is_read_as_it_was_sent()
    {
        using var response = await Response("héllo", "application/json; charset=utf-8");
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(6, response.Content.Headers.ContentLength);
        Assert.Equal("héllo", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_large_one_fails_whatever_its_headers_say()
    {
        using var response = await Response(new string('x', 101), "application/json");
        await Assert.ThrowsAsync<HttpRequestException>(() => response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Events_are_bounded_one_by_one()
    {
        var events = string.Concat(Enumerable.Repeat("data: 0123456789\n\n", 50));
        using var response = await Response(events, "text/event-stream");
        Assert.Equal(events, await response.Content.ReadAsStringAsync());
    }

    private static async Task<HttpResponseMessage> Response(string body, string type)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentLength = Encoding.UTF8.GetByteCount(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var client = new HttpMessageInvoker(new BoundedResponses(100) { InnerHandler = new Site(content) });
        return await client.SendAsync(new HttpRequestMessage(HttpMethod.Get, "http://h.example/"), CancellationToken.None);
    }

    private sealed class Site(HttpContent content) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage { Content = content });
    }
}
