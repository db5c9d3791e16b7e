using System.Text.Json;
using ComposeServer.Engine.Tests.Expressions;

namespace ComposeServer.Engine.Tests.Cases;

/// <summary>
/// The scenarios that ToolHive tests as most tricky, and the holes in its tests, as cases of ours (<c>toolhive.json</c>, <c>"peer"</c>), each with what our contract makes of it.
/// </summary>
public sealed class PeerScenariosTests
{
    private static readonly string Folder = Path.Combine(Checkout.Folder!, "tests", "ComposeServer.Engine.Tests", "Cases");
    private static readonly JsonElement List = Read(Path.Combine(Folder, "Rows", "toolhive.json"));

    [Fact]
    public void Every_scenario_is_a_case_of_ours()
    {
        var cases = Read(Path.Combine(Folder, "toolhive.json")).GetProperty("cases").EnumerateArray().Select(test => test.GetProperty("peer").GetString()!).ToHashSet();
        Assert.Equal(Names("scenarios"), cases.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_star_and_every_hole_is_counted()
    {
        Assert.Equal((34 + 3, 19), (Stars("scenarios") + Stars("doNotApply"), Names("scenarios").Count(name => name.StartsWith("hole.", StringComparison.Ordinal))));
        Assert.All(List.GetProperty("doNotApply").EnumerateObject(), one => Assert.Contains(": ", one.Value.GetString()!, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Names(string part) => List.GetProperty(part).EnumerateObject().Select(one => one.Name).Order(StringComparer.Ordinal);

    private static int Stars(string part) => List.GetProperty(part).EnumerateObject().Count(one => one.Value.GetString()!.StartsWith('★'));

    private static JsonElement Read(string file) => JsonDocument.Parse(File.ReadAllText(file)).RootElement;
}
