using System.Text;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Tests.BuiltInTools;

public sealed class HttpFetchTests
{
    [Fact]
    public async Task Is_off_until_hosts_are_allowed_and_says_how()
    {
        using var bench = new BuiltInBench();
        var failure = await bench.Bad("http__fetch", Url("https://api.example.com/x"));
        Assert.Equal(FailureKind.InvalidArguments, failure.Kind);
        Assert.Contains("""settings.json, {"builtIn": {"http": {"hosts": ["api.example.com"]}}}""", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gives_status_headers_and_text()
    {
        using var site = new LocalSite(context =>
        {
            context.Response.AddHeader("X-One", "1");
            return LocalSite.Send(context, Encoding.UTF8.GetBytes("""{"a": "ü"}"""), "application/json; charset=utf-8", 404);
        });
        using var bench = new BuiltInBench { Hosts = ["127.0.0.1"] };
        var result = await bench.Good("http__fetch", Url(site.Url));
        Assert.Equal("404", result.Get("status").Spelling());
        Assert.Equal(site.Url, result.Get("url").Text());
        Assert.Equal("application/json", result.Get("contentType").Text());
        Assert.Equal("""{"a": "ü"}""", result.Get("text").Text());
        Assert.Equal("1", result.Get("headers").Get("x-one").Text());
    }

    [Fact]
    public async Task Sends_the_headers_it_is_given_and_no_cookies()
    {
        var seen = new List<string>();
        using var site = new LocalSite(context =>
        {
            seen.Add($"{context.Request.HttpMethod} {context.Request.Headers["X-Key"]} {context.Request.Headers["Cookie"]}");
            context.Response.AddHeader("Set-Cookie", "a=b");
            return LocalSite.Send(context, []);
        });
        using var bench = new BuiltInBench { Hosts = [$"127.0.0.1:{site.Port}"] };
        var tool = bench.Tools[3];
        var arguments = JsonText.Parse($$"""{"url": "{{site.Url}}", "headers": {"X-Key": "k"}, "method": "HEAD"}""");
        for (var i = 0; i < 2; i++)
            Assert.Equal("", (await tool.Invoke(new ToolCall(arguments, CallContext.Alone), default)).Value.Get("text").Text());
        Assert.Equal(["HEAD k ", "HEAD k "], seen);
    }

    [Theory]
    [InlineData("""{"X": "a\r\nY: b"}""")]
    [InlineData("""{"X": "a\u0000"}""")]
    [InlineData("""{"X": "ü"}""")]
    [InlineData("""{"X Y": "a"}""")]
    [InlineData("""{"X:": "a"}""")]
    [InlineData("""{"": "a"}""")]
    [InlineData("""{"host": "a"}""")]
    [InlineData("""{"Transfer-Encoding": "chunked"}""")]
    [InlineData("""{"Content-Type": "text/plain"}""")]
    [InlineData("""{"X": 1}""")]
    public async Task Refuses_headers_that_could_change_the_request(string headers)
    {
        using var bench = new BuiltInBench { Hosts = ["127.0.0.1"] };
        Assert.Equal(FailureKind.InvalidArguments, (await bench.Bad("http__fetch", "{\"url\": \"http://127.0.0.1:1/\", \"headers\": " + headers + "}")).Kind);
    }

    [Theory]
    [InlineData("ftp://example.com/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/path")]
    [InlineData("http://user:pass@example.com/")]
    [InlineData("http://")]
    public async Task Refuses_what_is_no_plain_web_address(string url)
    {
        using var bench = new BuiltInBench { Hosts = ["*"] };
        Assert.Equal(FailureKind.InvalidArguments, (await bench.Bad("http__fetch", Url(url))).Kind);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("2130706433")]
    [InlineData("0x7f.1")]
    [InlineData("0.0.0.0")]
    [InlineData("169.254.169.254")]
    public async Task A_private_address_is_refused_unless_its_host_is_named(string host)
    {
        using var site = new LocalSite(context => LocalSite.Send(context, "inside"u8.ToArray()));
        using var bench = new BuiltInBench { Hosts = ["*"] };
        var failure = await bench.Bad("http__fetch", Url($"http://{host}:{site.Port}/"));
        Assert.Contains("private address", failure.Message, StringComparison.Ordinal);
        Assert.Equal(FailureKind.InvalidArguments, failure.Kind);
    }

    [Theory]
    [InlineData("http://[::1]:1/", "[::1]:1")]
    [InlineData("http://[::1]/", "[::1]")]
    [InlineData("http://127.0.0.1:1/", "127.0.0.1:1")]
    public async Task What_it_says_to_add_is_what_allows_the_host(string url, string entry)
    {
        using var bench = new BuiltInBench { Hosts = [] };
        Assert.Contains($"{{\"hosts\": [\"{entry}\"]}}", (await bench.Bad("http__fetch", Url(url))).Message, StringComparison.Ordinal);
        using var allowing = new BuiltInBench { Hosts = [entry] };
        Assert.Equal(FailureKind.ToolError, (await allowing.Bad("http__fetch", Url(url))).Kind);
    }

    [Fact]
    public async Task Follows_redirects_within_the_allowed_hosts_without_handing_on_secrets()
    {
        string? key = "unset";
        using var target = new LocalSite(context =>
        {
            key = context.Request.Headers["Authorization"];
            return LocalSite.Send(context, "there"u8.ToArray());
        });
        using var site = new LocalSite(context => context.Request.Url!.AbsolutePath == "/"
            ? LocalSite.Redirect(context, "/next")
            : LocalSite.Redirect(context, target.Url));
        using var bench = new BuiltInBench { Hosts = ["127.0.0.1"] };
        var result = await bench.Good("http__fetch", $$"""{"url": "{{site.Url}}", "headers": {"Authorization": "secret"} }""");
        Assert.Equal(("there", target.Url), (result.Get("text").Text(), result.Get("url").Text()));
        Assert.Null(key);
    }

    [Fact]
    public async Task Refuses_a_redirect_to_a_host_that_is_not_allowed_or_is_private()
    {
        var asked = 0;
        using var target = new LocalSite(context =>
        {
            asked++;
            return LocalSite.Send(context, []);
        });
        using var site = new LocalSite(context => LocalSite.Redirect(context, $"http://localhost:{target.Port}/"));
        using var strict = new BuiltInBench { Hosts = ["127.0.0.1"] };
        Assert.Contains("redirects to a host that is not allowed", (await strict.Bad("http__fetch", Url(site.Url))).Message, StringComparison.Ordinal);
        using var wide = new BuiltInBench { Hosts = ["127.0.0.1", "*"] };
        Assert.Contains("private address", (await wide.Bad("http__fetch", Url(site.Url))).Message, StringComparison.Ordinal);
        Assert.Equal(0, asked);
    }

    [Theory]
    [InlineData("file:///etc/passwd", "neither http nor https")]
    [InlineData("//", "no URL")]
    [InlineData("/", "more than 5 redirects")]
    public async Task Does_not_follow_where_no_redirect_should_lead(string location, string said)
    {
        using var site = new LocalSite(context => LocalSite.Redirect(context, location));
        using var bench = new BuiltInBench { Hosts = ["127.0.0.1"] };
        Assert.Contains(said, (await bench.Bad("http__fetch", Url(site.Url))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/plain; charset=iso-8859-1", new byte[] { 0xfc }, "ü")]
    [InlineData("text/html; charset=windows-1252", new byte[] { 0x80 }, "€")]
    [InlineData("text/plain; charset=nonsense", new byte[] { 0xc3, 0xbc }, "ü")]
    [InlineData("text/plain", new byte[] { 0xef, 0xbb, 0xbf, 0x61 }, "a")]
    [InlineData("text/plain", new byte[] { 0xff, 0xfe, 0x61, 0x00 }, "a")]
    [InlineData("application/problem+json", new byte[] { 0x7b, 0x7d }, "{}")]
    [InlineData(null, new byte[] { 0x61 }, "a")]
    public async Task Decodes_text_by_its_charset(string? type, byte[] body, string text)
    {
        using var site = new LocalSite(context => LocalSite.Send(context, body, type));
        using var bench = new BuiltInBench { Hosts = ["127.0.0.1"] };
        Assert.Equal(text, (await bench.Good("http__fetch", Url(site.Url))).Get("text").Text());
    }

    [Fact]
    public async Task Gives_what_is_no_text_in_base64()
    {
        using var site = new LocalSite(context => LocalSite.Send(context, [1, 2, 255], "image/png"));
        using var bench = new BuiltInBench { Hosts = ["127.0.0.1"] };
        var result = await bench.Good("http__fetch", Url(site.Url));
        Assert.Equal("AQL/", result.Get("base64").Text());
        Assert.True(result.Get("text").IsNothing);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_the_limit_is_an_error(bool saysItsLength)
    {
        using var site = new LocalSite(context =>
        {
            if (saysItsLength)
                context.Response.ContentLength64 = 11;
            else
                context.Response.SendChunked = true;
            return LocalSite.Send(context, new byte[11]);
        });
        using var bench = new BuiltInBench { Hosts = ["127.0.0.1"] };
        var failure = await bench.Bad("http__fetch", $$"""{"url": "{{site.Url}}", "maxBytes": 10}""");
        Assert.Contains("more than 10 bytes", failure.Message, StringComparison.Ordinal);
        Assert.Equal(11, (await bench.Good("http__fetch", $$"""{"url": "{{site.Url}}", "maxBytes": 11}""")).Get("text").Text().Length);
    }

    [Fact]
    public async Task No_answer_in_time_is_a_timeout()
    {
        var never = new TaskCompletionSource();
        using var site = new LocalSite(_ => never.Task);
        using var bench = new BuiltInBench { Hosts = ["127.0.0.1"] };
        var failure = await bench.Bad("http__fetch", $$"""{"url": "{{site.Url}}", "timeout": 0.05}""");
        Assert.Equal(FailureKind.Timeout, failure.Kind);
        using var cancelled = new CancellationTokenSource();
        var waiting = bench.Call("http__fetch", Url(site.Url), cancelled.Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await waiting);
    }

    [Fact]
    public async Task A_host_that_does_not_answer_is_a_failure_in_words()
    {
        int port;
        using (var gone = new LocalSite(_ => Task.CompletedTask))
            port = gone.Port;
        using var bench = new BuiltInBench { Hosts = ["127.0.0.1", "no-such-host.invalid"] };
        var refused = await bench.Bad("http__fetch", Url($"http://127.0.0.1:{port}/"));
        Assert.Equal((FailureKind.ToolError, "The host could not be connected to."), (refused.Kind, refused.Message));
        Assert.Equal(FailureKind.ToolError, (await bench.Bad("http__fetch", Url("http://no-such-host.invalid/"))).Kind);
    }

    private static string Url(string url) => Value.Of([new Member("url", Value.Of(url))]).ToJson();
}
