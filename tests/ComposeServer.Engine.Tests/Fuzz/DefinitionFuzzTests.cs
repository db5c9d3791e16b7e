using System.Text;
using System.Text.Json;
using ComposeServer.Engine.Compilation;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Schemas;
using ComposeServer.Engine.Tests.Cases;
using ComposeServer.Engine.Tests.Fuzz.Inputs;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Tests.Fuzz;

/// <summary>Whatever is composed: it is refused with reasons, or planned, compiled and run; a run that goes wrong is a failure and never an exception.</summary>
public sealed class DefinitionFuzzTests
{
    // What never comes in a case comes late here: who waits for a person, or cleans up, waits as long as it takes.
    private static readonly JsonElement[] Cases =
        [.. CaseFiles.Read().OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => JsonText.Parse(each.Value.GetRawText().Replace("\"hangs\":true", "\"takes\":100000", StringComparison.Ordinal)).ToElement())];

    private static readonly byte[][] Good = [.. Cases.Select(test => Encoding.UTF8.GetBytes(test.GetProperty("definition").GetRawText())), .. Seeds.SampleDefinitions()];

    // Small enough that what loops soon comes to its end.
    private static readonly EngineLimits Limits = new() { CallsPerRun = 200, Items = 200, ValueBytes = 256 * 1024, RunBytes = 4 * 1024 * 1024 };

    [Fact]
    public void Any_definition_is_refused_with_reasons_or_runs()
    {
        var (tried, taken, succeeded) = (0, 0, 0);
        new FuzzRun("definitions", 15_000).Hold(Make, input =>
        {
            tried++;
            if (!TryParse(input.Definition, out var definition))
                return;
            var run = Run(input.Case, definition);
            taken += run is null ? 0 : 1;
            succeeded += run is { Failure: null } ? 1 : 0;
        }, input => Shown.Of(input.Definition));
        // Nothing is learnt from what is refused alone.
        Assert.True(tried < 1_000 || (taken > tried / 10 && succeeded > tried / 20), $"Of {tried} only {taken} were taken, and {succeeded} of them succeeded.");
    }

    private static (JsonElement Case, byte[] Definition) Make(Chance chance)
    {
        var test = chance.Of(Cases);
        var good = chance.OneIn(2) ? Encoding.UTF8.GetBytes(test.GetProperty("definition").GetRawText()) : Encoding.UTF8.GetBytes(new GrownDefinition(chance, Tools(test)).Text("tested"));
        return (test, chance.OneIn(3) ? good : Damage.ToParts(good, chance.Of(Good), chance));
    }

    private static string[] Tools(JsonElement test) => Tools(test, declaring: false) is { Length: > 0 } tools ? tools : ["s__none"];

    private static string[] Tools(JsonElement test, bool declaring) => !test.TryGetProperty("tools", out var tools)
        ? []
        : [.. tools.EnumerateArray().Where(tool => !declaring || tool.TryGetProperty("outputSchema", out _)).Select(tool => tool.GetProperty("name").GetString()!)];

    private static bool TryParse(byte[] definition, out JsonElement parsed)
    {
        try
        {
            parsed = JsonDocument.Parse(definition, new JsonDocumentOptions { MaxDepth = JsonText.MaxDepth }).RootElement;
            return true;
        }
        catch (JsonException)
        {
            parsed = default;
            return false;
        }
    }

    private static ToolResult? Run(JsonElement test, JsonElement definition)
    {
        var time = new FakeTime();
        var engine = new ComposeEngine(new EngineOptions { Time = time, NewRunId = () => "run", Limits = Limits });
        var planned = engine.Plan(definition, new CaseTools(test, time, engine));
        Assert.Equal(planned.Plan is null, !planned.Errors.IsEmpty);
        Assert.All(planned.Errors, error => Assert.NotEmpty(error.Message));
        if (planned.Plan is null)
            return null;
        var compiled = engine.Compile(planned.Plan);
        var answer = CaseRun.Of(test, compiled, time).Answer;
        if (!test.GetRawText().Contains("\"throws\"", StringComparison.Ordinal))
            Assert.False(answer.Run.ToJson().Contains("fault of the server itself", StringComparison.Ordinal), answer.Run.ToJson());
        AssertHolds(compiled, answer, Tools(test, declaring: true).Length == 0);
        return answer;
    }

    // What is declared of the output is true of it, where the tools keep what they declare: those of some cases only declare.
    private static void AssertHolds(CompiledTool compiled, ToolResult answer, bool isTrusted)
    {
        if (answer.Failure is { } failure)
            Assert.NotEmpty(failure.Message);
        else if (isTrusted && compiled.Tool.OutputSchema.ValueKind != JsonValueKind.Undefined)
            Assert.Empty(CompiledSchema.Compile(compiled.Tool.OutputSchema, default, out _)!.Validate(Value.Of(JsonDocument.Parse(answer.Structured.ToUtf8().WrittenMemory, new JsonDocumentOptions { MaxDepth = 1_000 }).RootElement)));
    }
}
