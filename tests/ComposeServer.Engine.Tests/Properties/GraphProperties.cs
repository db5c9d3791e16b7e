using ComposeServer.Engine.Execution;
using ComposeServer.Engine.Tools;
using FsCheck;
using FsCheck.Fluent;

namespace ComposeServer.Engine.Tests.Properties;

/// <summary>What holds for every graph of steps, in every mode.</summary>
public sealed class GraphProperties
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(20260301UL, 7UL);

    [Fact]
    public void Every_step_runs_exactly_once_after_all_that_it_waits_for() => Hold(seed =>
    {
        var graph = new GraphRun(seed, mayFail: false);
        Assert.Null(graph.Run().Failure);
        Assert.Equal(Enumerable.Range(0, graph.Tool.Plan.Steps.Length), graph.Started.Order());
        Assert.True(graph.Peak <= graph.MaxParallel);
        foreach (var step in graph.Tool.Plan.Steps)
            foreach (var before in step.After.Union(step.Needs))
                Assert.True(graph.Spans[before].End < graph.Spans[step.Index].Start, $"{step.Name} began before {before + 1} had ended: {graph.Definition}");
    });

    // With room for all, each step starts at the moment at which the last that it waits for ends, so nothing waits for anything else.
    [Fact]
    public void What_the_plan_says_can_run_together_does() => Hold(seed =>
    {
        var graph = new GraphRun(seed, mayFail: false, hasRoom: true);
        Assert.Null(graph.Run().Failure);
        foreach (var step in graph.Tool.Plan.Steps)
            Assert.Equal(step.After.Select(before => graph.At[before].End).DefaultIfEmpty(0).Max(), graph.At[step.Index].Start);
    });

    [Fact]
    public void Planning_calls_nothing() => Hold(seed => Assert.Empty(new GraphRun(seed, mayFail: true).Started));

    [Fact]
    public void With_failures_a_run_ends_undoes_and_cleans_up() => Hold(seed =>
    {
        var graph = new GraphRun(seed, mayFail: true);
        HoldAfterwards(graph, graph.Run());
    });

    [Fact]
    public void A_cancelled_run_ends_undoes_and_cleans_up() => Hold(seed =>
    {
        var graph = new GraphRun(seed, mayFail: true);
        HoldAfterwards(graph, graph.Run(cancelAfter: (seed & 7) + 0.5));
    });

    [Fact]
    public async Task On_many_threads_too_every_step_runs_exactly_once()
    {
        var graphs = Enumerable.Range(1, 300).Select(seed => new GraphRun(seed, mayFail: false)).ToArray();
        var results = await Task.WhenAll(graphs.Select(graph => graph.RunOnPool()));
        Assert.All(results, result => Assert.Null(result.Failure));
        Assert.All(graphs, graph => Assert.Equal(Enumerable.Range(0, graph.Tool.Plan.Steps.Length), graph.Started.Order()));
    }

    private static void HoldAfterwards(GraphRun graph, RunResult result)
    {
        var (run, main) = (result.Run, graph.Tool.Plan.Steps.Length);
        Assert.All(run.Steps, step => Assert.NotEqual(StepStatus.Running, step.Status));
        Assert.Equal(StepStatus.Succeeded, run.Steps[main].Status);
        // A run that fails says which step did; nothing that waited for it has begun.
        if (result.Failure is { Step: >= 0 and var failed, Failure.Kind: not FailureKind.Cancelled })
        {
            Assert.Equal(StepStatus.Failed, run.Steps[failed].Status);
            Assert.All(graph.Tool.Plan.Steps.Where(step => step.After.Contains(failed)), step => Assert.Equal(StepStatus.NotStarted, run.Steps[step.Index].Status));
        }

        if (result.Failure is null)
            Assert.All(run.Steps, step => Assert.True(step.Status is StepStatus.Succeeded or StepStatus.Failed or StepStatus.Skipped));
        // No step's call was made again without a retry, and none after the failure.
        foreach (var step in graph.Tool.Plan.Steps)
            Assert.InRange(run.Steps[step.Index].Attempts, 0, step.Retry?.Definition.Attempts ?? 1);
        Assert.True(result.Failure is not null || run.Compensations.Done.Count == 0);
    }

    private static void Hold(Action<int> holds) =>
        Check.One(Runs, Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), holds));
}
