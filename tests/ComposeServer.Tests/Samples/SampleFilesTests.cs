using System.Reflection;
using System.Text.Json;
using ComposeServer.Configuration;

namespace ComposeServer.Tests.Samples;

/// <summary>What holds for all of <c>library-samples/</c>.</summary>
public sealed class SampleFilesTests : IAsyncLifetime
{
    private readonly SampleBench _bench = new();

    public static TheoryData<string> Samples => [.. Names];

    internal static IEnumerable<string> Names =>
        Directory.GetFiles(Repository.PathOf("library-samples"), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Where(name => name != "servers").Order(StringComparer.Ordinal);

    public Task InitializeAsync()
    {
        foreach (var server in SampleBench.Servers)
            _bench.Serve(server);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    internal static JsonElement Read(string name) => JsonElement.Parse(Repository.Read("library-samples", $"{name}.json"));

    [Fact]
    public void Every_sample_has_a_test_that_runs_it()
    {
        var tested = typeof(SamplesTests).GetMethods()
            .Where(test => test.GetCustomAttribute<FactAttribute>() is not null)
            .SelectMany(test => test.GetCustomAttributes<SampleAttribute>())
            .Select(sample => sample.Name);
        Assert.Equal(Names, tested.Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task A_sample_is_called_as_its_file_and_has_neither_errors_nor_warnings(string name)
    {
        var planned = await _bench.Plan(Read(name));
        Assert.Empty(planned.Errors);
        Assert.Empty(planned.Warnings);
        Assert.Equal(name, planned.Definition.Name);
    }

    [Fact]
    public async Task The_servers_of_the_samples_are_all_configured_but_the_browser()
    {
        var file = ServersFile.Parse(Repository.Read("library-samples", "servers.json"), Path.GetTempPath(), _ => null);
        Assert.Empty(file.Problems);
        var needed = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var name in Names)
            foreach (var used in (await _bench.Plan(Read(name))).Plan!.Uses.Keys)
                needed.Add(used[..used.IndexOf("__", StringComparison.Ordinal)]);
        needed.ExceptWith(["files", "http", "wait", "chrome"]);
        Assert.Equal(needed, file.Servers.Select(server => server.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Quick_claude_is_the_one_of_the_contract()
    {
        const string Contract = """
            {
              "name": "quick_claude",
              "description": "Open a tab, send it a message, return the answer",
              "parameters": { "message": { "type": "string", "description": "What to ask" } },
              "steps": [
                { "tool": "chrome__spawn_tab",    "params": { "injectContentScript": true } },
                { "tool": "chrome__send_message", "params": { "tabId": "$step1.tabId", "message": "$input.message" } },
                { "tool": "chrome__get_response", "params": { "tabId": "$step1.tabId" } }
              ],
              "output": "$step3.response"
            }
            """;
        Assert.Equal(Contract.Trim(), Repository.Read("library-samples", "quick_claude.json").ReplaceLineEndings("\n").Trim());
    }
}
