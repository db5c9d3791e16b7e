using System.Text;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;
using ComposeServer.Upstreams;

namespace ComposeServer.Tests.Upstreams;

public sealed class RequestLineTests
{
    private static readonly Member[] Call = [new("name", Value.Of("t")), new("arguments", JsonText.Parse("""{"n": 1.50, "s": "a\nb"}"""))];

    [Fact]
    public void A_call_has_its_progress_token_and_its_arguments_as_they_are_spelled() => Assert.Equal(
        """{"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"t","arguments":{"n":1.50,"s":"a\nb"},"_meta":{"progressToken":5}}}""",
        Written(5, "tools/call", Call));

    [Fact]
    public void A_trace_goes_with_it() => Assert.EndsWith(
        """
        "_meta":{"progressToken":5,"traceparent":"00-1-2-01","tracestate":"k=v"}}}
        """.Trim(),
        Written(5, "tools/call", Call, new TraceContext("00-1-2-01", "k=v")), StringComparison.Ordinal);

    [Fact]
    public void Other_requests_have_no_metadata_in_the_era_of_handshakes() => Assert.Equal(
        """{"jsonrpc":"2.0","id":5,"method":"tools/list","params":{"cursor":"c"}}""", Written(5, "tools/list", [new("cursor", Value.Of("c"))]));

    [Fact]
    public void In_the_other_era_each_request_says_its_version_and_who_asks()
    {
        var written = Written(5, "tools/list", [], isModern: true);
        Assert.StartsWith(
            """{"jsonrpc":"2.0","id":5,"method":"tools/list","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientInfo":{"name":"compose-server","version":""",
            written, StringComparison.Ordinal);
        Assert.EndsWith(""" "io.modelcontextprotocol/clientCapabilities":{}}}}""".Trim(), written, StringComparison.Ordinal);
    }

    [Fact]
    public void What_nests_too_deep_is_not_written() =>
        Assert.Throws<InvalidOperationException>(() => Written(5, "tools/call", [new("arguments", JsonText.Parse($"{new string('[', 64)}1{new string(']', 64)}"))]));

    private static string Written(long id, string method, Member[] parameters, TraceContext? trace = null, bool isModern = false)
    {
        var line = Encoding.UTF8.GetString(RequestLine.Of(id, method, parameters, trace, isModern).Span);
        Assert.Equal(line.Length - 1, line.IndexOf('\n', StringComparison.Ordinal));
        return line[..^1];
    }
}
