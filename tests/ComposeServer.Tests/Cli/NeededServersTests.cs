using ComposeServer.Cli;
using ComposeServer.Tests.Library;
using ComposeServer.Tests.Upstreams;

namespace ComposeServer.Tests.Cli;

public sealed class NeededServersTests : IDisposable
{
    private readonly TemporaryHome _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("""[{"tool":"a__x"},{"value":1}]""", "a")]
    [InlineData("""[{"tool":"through"}]""", "b")]
    [InlineData("""[{"tool":"bare"}]""", "a b c")]
    [InlineData("""[{"tool":"loop"}]""", "")]
    [InlineData("""[{"value":1}]""", "")]
    public void Finds_the_servers_that_a_definition_names_through_saved_tools(string steps, string servers)
    {
        _home.Text = """
            {"formatVersion":1,"tools":{
              "through":{"definition":{"name":"through","description":"d","steps":[{"tool":"b__y"}]}},
              "loop":{"definition":{"name":"loop","description":"d","steps":[{"tool":"loop"}]}}}}
            """;
        using var library = _home.Open();
        var needed = NeededServers.Of([TemporaryHome.Json($$"""{"name":"n","description":"d","steps":{{steps}}}""")], library.Current);
        Assert.Equal(servers, string.Join(' ', ((string[])["a", "b", "c"]).Where(name => needed.Contains(Scripted.Server($$"""{"{{name}}":{"command":"x"} }""")))));
    }
}
