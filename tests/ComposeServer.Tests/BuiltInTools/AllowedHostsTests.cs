using ComposeServer.BuiltInTools;

namespace ComposeServer.Tests.BuiltInTools;

public sealed class AllowedHostsTests
{
    [Theory]
    [InlineData("api.example.com", "api.example.com", 443, true)]
    [InlineData("API.example.com.", "api.example.com", 8443, true)]
    [InlineData("api.example.com", "api.example.com.", 443, true)]
    [InlineData("api.example.com", "example.com", 443, false)]
    [InlineData("example.com", "api.example.com", 443, false)]
    [InlineData("example.com", "badexample.com", 443, false)]
    [InlineData("*.example.com", "api.example.com", 443, true)]
    [InlineData("*.example.com", "a.b.example.com", 443, true)]
    [InlineData("*.example.com", "example.com", 443, false)]
    [InlineData("*.example.com", "badexample.com", 443, false)]
    [InlineData("*.example.com:8443", "api.example.com", 443, false)]
    [InlineData("*.example.com:8443", "api.example.com", 8443, true)]
    [InlineData("*", "anything.example", 80, true)]
    [InlineData("127.0.0.1:8080", "127.0.0.1", 8080, true)]
    [InlineData("127.0.0.1:8080", "127.0.0.1", 8081, false)]
    [InlineData("[::1]:8080", "[::1]", 8080, true)]
    [InlineData("::1", "0:0::1", 80, true)]
    [InlineData("bücher.example", "xn--bcher-kva.example", 443, true)]
    [InlineData("", "example.com", 443, false)]
    public void Allows_what_its_patterns_take(string pattern, string host, int port, bool allowed) =>
        Assert.Equal(allowed, new AllowedHosts([pattern]).Allows(host, port));

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("*", false)]
    [InlineData("*.localhost", false)]
    public void Only_a_host_in_full_is_named(string pattern, bool named) => Assert.Equal(named, new AllowedHosts([pattern]).Names("localhost", 80));
}
