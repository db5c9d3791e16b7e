using System.Text.Json;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Planning.Blueprints;
using ComposeServer.Engine.Tests.Expressions;

namespace ComposeServer.Engine.Tests.Planning;

/// <summary>
/// Blueprints as data. A case gives a <c>definition</c>, or the fields of its only step as <c>step</c>; with <c>with</c> it is filled in and expects what is
/// then <c>filled</c> (of a <c>step</c>: the step), perhaps the <c>origins</c>; without, it is checked, and expects perhaps the <c>names</c> that it takes,
/// each with whether it must be given. Both expect <c>errors</c>: <c>path code</c>, perhaps part of the <c>message</c> and the <c>suggestion</c>.
/// </summary>
public sealed class BlueprintCaseTests
{
    private static readonly Dictionary<string, JsonElement> Cases = Read();

    public static TheoryData<string> Keys() => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Does_what_the_case_says(string key)
    {
        var test = Cases[key];
        var definition = test.TryGetProperty("definition", out var whole) ? whole : Around(test.GetProperty("step"));
        if (test.TryGetProperty("with", out var with))
            AssertFilled(test, definition, with);
        else
            AssertChecked(test, definition);
    }

    private static void AssertFilled(JsonElement test, JsonElement definition, JsonElement with)
    {
        var problems = new ProblemList();
        var filler = new BlueprintFiller(Value.Of(with), problems);
        var filled = filler.Fill(definition);
        AssertErrors(test, problems.Errors);
        if (test.TryGetProperty("filled", out var expected))
            Assert.Equal(Value.Of(expected).ToJson(), (test.TryGetProperty("step", out _) ? filled.Get("steps")[0] : filled).ToJson());
        if (test.TryGetProperty("origins", out var origins))
            Assert.Equal(
                origins.EnumerateObject().Select(origin => $"{origin.Name} {origin.Value.GetString()}"),
                filler.Origins.Select(origin => $"{origin.At} {origin.With}"));
    }

    private static void AssertChecked(JsonElement test, JsonElement definition)
    {
        var read = Blueprint.Read(definition, maxSteps: 100);
        AssertErrors(test, read.Errors);
        if (test.TryGetProperty("names", out var names))
            Assert.Equal(
                names.EnumerateObject().Select(name => $"{name.Name} {name.Value}"),
                read.With.Select(name => $"{name.Key} {name.Value}"));
    }

    private static void AssertErrors(JsonElement test, IReadOnlyList<Problem> found)
    {
        JsonElement[] wanted = test.TryGetProperty("errors", out var errors) ? [.. errors.EnumerateArray()] : [];
        Assert.Equal(
            wanted.Select(one => $"{one.GetProperty("path").GetString()} {one.GetProperty("code").GetString()}"),
            found.Select(problem => $"{problem.Path} {problem.Code}"));
        foreach (var (one, problem) in wanted.Zip(found))
        {
            Assert.NotEmpty(problem.Message);
            Assert.NotEqual("", problem.Suggestion);
            if (one.TryGetProperty("message", out var message))
                Assert.Contains(message.GetString()!, problem.Message);
            if (one.TryGetProperty("suggestion", out var suggestion))
                Assert.Equal(suggestion.GetString(), problem.Suggestion);
        }
    }

    private static JsonElement Around(JsonElement step) => Value.Of(
    [
        new Member("name", Value.Of("pattern")),
        new Member("description", Value.Of("A pattern under test")),
        new Member("blueprint", Value.True),
        new Member("steps", Value.Of([Value.Of(step)])),
    ]).ToElement();

    private static Dictionary<string, JsonElement> Read()
    {
        var file = Path.Combine(Checkout.Folder!, "tests", "ComposeServer.Engine.Tests", "Planning", "Cases", "blueprints.json");
        return JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("cases").EnumerateArray().ToDictionary(test => test.GetProperty("name").GetString()!);
    }
}
