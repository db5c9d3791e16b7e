using System.Net;
using System.Net.Sockets;
using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.EndToEnd.Faults.Security;

/// <summary><c>http__fetch</c> asks nobody on the machine and its network who was not named in full, whatever the address looks like and wherever a page leads.</summary>
public sealed class AddressTests : IDisposable
{
    private readonly TestHome _home = new();
    private readonly HttpListener _site = new();
    private readonly int _port = FreePort();
    private string? _leadsTo;
    private int _asked;

    public AddressTests()
    {
        _site.Prefixes.Add($"http://localhost:{_port}/");
        _site.Prefixes.Add($"http://127.0.0.1:{_port}/");
        _site.Start();
        _ = Serve();
    }

    [Theory]
    [InlineData("http://127.0.0.1:PORT/")]
    [InlineData("http://localhost:PORT/")]
    [InlineData("http://LOCALHOST.:PORT/")]
    [InlineData("http://2130706433:PORT/")]
    [InlineData("http://0x7f.1:PORT/")]
    [InlineData("http://127.1:PORT/")]
    [InlineData("http://[::1]:PORT/")]
    [InlineData("http://[::ffff:127.0.0.1]:PORT/")]
    [InlineData("http://0.0.0.0:PORT/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://[fe80::1]/")]
    [InlineData("http://10.0.0.1/")]
    [InlineData("http://user:password@127.0.0.1:PORT/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://127.0.0.1:PORT/")]
    public async Task Nobody_near_is_asked_because_anybody_may_be(string url)
    {
        await using var client = await Fetcher("*");
        (await Fetch(client, url.Replace("PORT", $"{_port}", StringComparison.Ordinal))).Bad();
        Assert.Equal(0, _asked);
    }

    [Theory]
    [InlineData("http://127.0.0.1:PORT/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://[::1]:PORT/")]
    [InlineData("file:///etc/passwd")]
    public async Task A_page_that_leads_there_is_not_followed(string location)
    {
        _leadsTo = location.Replace("PORT", $"{_port}", StringComparison.Ordinal);
        await using var client = await Fetcher($"localhost:{_port}");
        (await Fetch(client, $"http://localhost:{_port}/leads")).Bad();
        Assert.Equal(1, _asked);
    }

    [Theory]
    [InlineData("""{"X-A":"a\r\nHost: other"}""")]
    [InlineData("""{"X-A\r\nX-B":"b"}""")]
    [InlineData("""{"Host":"other"}""")]
    [InlineData("""{"Content-Length":"5"}""")]
    [InlineData("""{"Transfer-Encoding":"chunked"}""")]
    public async Task Headers_cannot_change_the_request(string headers)
    {
        await using var client = await Fetcher($"localhost:{_port}");
        (await client.Call("fetch", $$"""{"url":"http://localhost:{{_port}}/","headers":{{headers}}}""")).Bad();
        Assert.Equal(0, _asked);
    }

    [Fact]
    public async Task Who_is_named_in_full_is_asked()
    {
        await using var client = await Fetcher($"localhost:{_port}");
        Assert.Equal(200, (await Fetch(client, $"http://localhost:{_port}/")).Good().Structured.GetProperty("status").GetInt32());
        Assert.Equal(1, _asked);
    }

    public void Dispose()
    {
        _site.Close();
        _home.Dispose();
    }

    private async Task<Client> Fetcher(string host)
    {
        File.WriteAllText(_home.Settings, $$"""{"builtIn":{"http":{"hosts":["{{host}}"]} } }""");
        var client = await Client.Connect(_home);
        await client.Compose("""{"name":"fetch","description":"d","parameters":{"url":"string","headers?":"object"},"steps":[{"tool":"http__fetch","params":{"url":"$input.url","headers":"$input.headers?","timeout":5}}]}""");
        return client;
    }

    private static Task<Answer> Fetch(Client client, string url) => client.Call("fetch", $$"""{"url":{{Json.Quoted(url)}}}""");

    private async Task Serve()
    {
        try
        {
            while (await _site.GetContextAsync() is var asked)
            {
                Interlocked.Increment(ref _asked);
                if (asked.Request.Url!.AbsolutePath == "/leads")
                    (asked.Response.StatusCode, asked.Response.RedirectLocation) = (302, _leadsTo);
                asked.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
