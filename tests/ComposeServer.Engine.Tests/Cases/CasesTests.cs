using System.Text.Json;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Planning;

namespace ComposeServer.Engine.Tests.Cases;

/// <summary>
/// The behaviour of the language as data. A case gives a <c>definition</c> (or its <c>parameters steps output outputSchema timeout annotations</c>, and
/// others <c>with</c>), perhaps <c>tools</c>, <c>composed</c>, <c>limits</c>, <c>input</c>, and what <see cref="CaseRun"/> reads, and what to <c>expect</c>: <c>errors</c> or <c>warnings</c> of
/// the plan (<c>path code</c>, perhaps parts of <c>message</c> and <c>suggestion</c>, or all of it as <c>instead</c>), <c>after</c> (by step), <c>inputSchema outputSchema annotations uses</c> of the tool, or, of a run, what <see cref="RunExpectations"/> reads.
/// </summary>
public sealed class CasesTests
{
    private static readonly Dictionary<string, JsonElement> Cases = CaseFiles.Read();

    public static TheoryData<string> Keys() => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Does_what_the_case_says(string key)
    {
        var test = Cases[key];
        var expected = test.GetProperty("expect");
        var time = new FakeTime();
        var engine = new ComposeEngine(new EngineOptions { Time = time, NewRunId = () => "run", Limits = Limits(test) });
        var tools = new CaseTools(test, time, engine);
        var planned = engine.Plan(test.GetProperty("definition"), tools);
        AssertPlan(expected, planned);
        if (planned.Plan is null)
            return;
        var compiled = engine.Compile(planned.Plan);
        AssertTool(expected, compiled.Plan, compiled.Tool);
        if (RunExpectations.Wants(expected))
            CaseRun.Of(test, compiled, time).Hold(expected, tools.Log);
    }

    private static EngineLimits Limits(JsonElement test)
    {
        if (!test.TryGetProperty("limits", out var limits))
            return EngineLimits.Default;
        var standard = EngineLimits.Default;
        return new EngineLimits
        {
            Steps = Limit("steps", standard.Steps),
            Depth = Limit("depth", standard.Depth),
            CallsPerRun = Limit("calls", standard.CallsPerRun),
            ValueBytes = Limit("valueBytes", standard.ValueBytes),
            Items = Limit("items", standard.Items),
            RunBytes = Limit("runBytes", (int)standard.RunBytes),
        };
        int Limit(string name, int otherwise) => limits.TryGetProperty(name, out var limit) ? limit.GetInt32() : otherwise;
    }

    private static void AssertPlan(JsonElement expected, PlanResult planned)
    {
        Assert.True(planned.Plan is not null == planned.Errors.IsEmpty);
        Assert.All(planned.Errors.Concat(planned.Warnings), IsSaid);
        AssertProblems(expected.TryGetProperty("errors", out var errors) ? errors : default, planned.Errors);
        if (expected.TryGetProperty("warnings", out var warnings))
            AssertProblems(warnings, planned.Warnings);
    }

    private static void AssertProblems(JsonElement expected, IReadOnlyList<Problem> found)
    {
        JsonElement[] wanted = expected.ValueKind == JsonValueKind.Undefined ? [] : [.. expected.EnumerateArray()];
        var all = string.Join("\n", found);
        Assert.True(wanted.Length == found.Count, $"Wanted {wanted.Length} problems, found:\n{all}");
        foreach (var one in wanted)
            Assert.True(found.Any(problem => IsMeant(one, problem)), $"Wanted {one}, found:\n{all}");
    }

    // Who reads a problem must be able to mend it: nothing is said in no words, and nothing is suggested that is empty.
    private static void IsSaid(Problem problem)
    {
        Assert.NotEmpty(problem.Message);
        Assert.NotEqual("", problem.Suggestion);
    }

    private static bool IsMeant(JsonElement wanted, Problem problem) =>
        wanted.GetProperty("path").GetString() == problem.Path.ToString()
        && wanted.GetProperty("code").GetString() == problem.Code
        && (!wanted.TryGetProperty("message", out var message) || problem.Message.Contains(message.GetString()!, StringComparison.Ordinal))
        && (!wanted.TryGetProperty("suggestion", out var suggestion) || IsSuggested(suggestion.GetString(), problem.Suggestion))
        && (!wanted.TryGetProperty("instead", out var instead) || instead.GetString() == problem.Suggestion);

    // null: nothing is suggested.
    private static bool IsSuggested(string? part, string? suggestion) => part is null ? suggestion is null : suggestion?.Contains(part, StringComparison.Ordinal) == true;

    private static void AssertTool(JsonElement expected, Plan plan, Tools.Tool tool)
    {
        if (expected.TryGetProperty("inputSchema", out var input))
            Assert.Equal(Canonical.Of(input), Canonical.Of(tool.InputSchema));
        // null: none is declared.
        if (expected.TryGetProperty("outputSchema", out var output))
            Assert.Equal(Canonical.Of(output), tool.OutputSchema.ValueKind == JsonValueKind.Undefined ? "null" : Canonical.Of(tool.OutputSchema));
        if (expected.TryGetProperty("after", out var after))
            foreach (var step in after.EnumerateObject())
                Assert.Equal(step.Value.EnumerateArray().Select(id => id.GetString()), plan.Steps.Single(one => one.Name == step.Name).After.Select(index => plan.Steps[index].Name));
        if (expected.TryGetProperty("uses", out var uses))
            Assert.Equal(uses.EnumerateArray().Select(name => name.GetString()), plan.Uses.Keys);
        if (expected.TryGetProperty("annotations", out var hints))
            Assert.Equal(
                Canonical.Of(hints),
                Canonical.Of(Value.Of(
                [
                    new Member("readOnly", Value.Of(tool.Annotations.ReadOnly == true)),
                    new Member("idempotent", Value.Of(tool.Annotations.Idempotent == true)),
                    new Member("destructive", Value.Of(tool.Annotations.Destructive == true)),
                    new Member("openWorld", Value.Of(tool.Annotations.OpenWorld == true)),
                ])));
    }
}
