using System.Text.Json;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Tests.Expressions;

public sealed class ComplianceTests
{
    private static readonly Dictionary<string, JsonElement> Tests = ComplianceSuite.Tests().ToDictionary(test => test.GetProperty("name").GetString()!);

    public static TheoryData<string> Names() => [.. Tests.Keys];

    [ComplianceTheory]
    [MemberData(nameof(Names))]
    public void Selects_as_the_suite_does(string name)
    {
        var test = Tests[name];
        var parsed = JsonPath.TryParse(test.GetProperty("selector").GetString()!, out var path, out var problems);
        if (test.TryGetProperty("invalid_selector", out var invalid) && invalid.GetBoolean())
        {
            Assert.False(parsed);
            Assert.All(problems, problem => Assert.NotEmpty(problem.Message));
            return;
        }

        Assert.True(parsed, string.Join("; ", problems));
        var nodes = path!.Select(Value.Of(test.GetProperty("document")));
        Assert.Contains(Value.Of([.. nodes.Select(node => node.Value)]).ToJson(), Expected(test, "result", "results"));
        Assert.Contains(Value.Of([.. nodes.Select(node => Value.Of(node.Path))]).ToJson(), Expected(test, "result_paths", "results_paths"));
    }

    private static IEnumerable<string> Expected(JsonElement test, string one, string many) => test.TryGetProperty(one, out var result)
        ? [Value.Of(result).ToJson()]
        : test.GetProperty(many).EnumerateArray().Select(each => Value.Of(each).ToJson());
}
