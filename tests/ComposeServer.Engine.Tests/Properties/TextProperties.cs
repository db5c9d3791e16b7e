using System.Text.Json;
using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tests.Cases;
using FsCheck;
using FsCheck.Fluent;

namespace ComposeServer.Engine.Tests.Properties;

/// <summary>What holds for every definition and every expression, good or bad.</summary>
public sealed class TextProperties
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(20260301UL, 7UL);
    private static readonly JsonElement[] Good = [.. CaseFiles.Read().Values.Select(test => test.GetProperty("definition")).Where(one => one.ValueKind == JsonValueKind.Object)];
    private readonly ComposeEngine _engine = new(new EngineOptions { Time = new FakeTime(), NewRunId = () => "run" });

    [Fact]
    public void Random_definitions_never_throw_out_of_the_planner() => Hold(seed => Plan(new RandomJson(seed).Definition()));

    [Fact]
    public void Changed_definitions_never_throw_out_of_the_planner() => Hold(seed =>
    {
        var random = new RandomJson(seed);
        for (var i = 0; i < 10; i++)
            Plan(random.Change(Value.Of(Good[random.Next(Good.Length)])));
    });

    [Fact]
    public void A_definition_is_kept_as_it_was_written() => Hold(seed =>
    {
        var written = new RandomJson(seed).Change(Value.Of(Good[Math.Abs(seed % Good.Length)])).ToElement();
        var read = DefinitionReader.Read(written, 100, new ProblemList());
        Assert.Equal(written.GetRawText(), read.Source.GetRawText());
        var again = DefinitionReader.Read(JsonDocument.Parse(read.Source.GetRawText(), new JsonDocumentOptions { MaxDepth = 1000 }).RootElement, 100, new ProblemList());
        Assert.Equal(read.Source.GetRawText(), again.Source.GetRawText());
        Assert.Equal(read.Steps.Length, again.Steps.Length);
    });

    [Fact]
    public void Expressions_throw_nothing_but_their_own_errors() => Hold(seed =>
    {
        var random = new RandomJson(seed);
        for (var i = 0; i < 20; i++)
            Evaluate(random.Expression(3));
    });

    // A plan that stands can also be compiled.
    private void Plan(Value definition)
    {
        var planned = _engine.Plan(definition.ToElement(), new CaseTools(JsonText.Parse("""{"tools":[{"name":"s__echo"},{"name":"s__read","annotations":{"readOnlyHint":true}},{"name":"s__bad"}]}""").ToElement(), new FakeTime(), _engine));
        Assert.True(planned.Plan is not null == planned.Errors.IsEmpty);
        if (planned.Plan is not null)
            _engine.Compile(planned.Plan);
    }

    private static void Evaluate(string text)
    {
        var scope = new Expressions.CaseScope(JsonText.Parse("""{"roots":{"a":{"b":[1,"x",null,{"c":true}],"n":2.5},"t":"text {\"x\":1}","l":[3,1,2],"z":0}}""").ToElement());
        if (Expression.Bind(text, scope.Names(), []) is not { } expression)
            return;
        try
        {
            _ = expression.Evaluate(scope.Values());
        }
        catch (Exception e) when (e is EvaluationException or SkippedValueException)
        {
        }
    }

    private static void Hold(Action<int> holds) =>
        Check.One(Runs, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => holds(seed)));
}
