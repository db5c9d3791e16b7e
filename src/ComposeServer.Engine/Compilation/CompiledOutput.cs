using ComposeServer.Engine.Execution;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Planning;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Compilation;

/// <summary>Works out what a run gives once its steps have ended.</summary>
internal sealed class CompiledOutput(PlanOutput plan, int steps)
{
    internal RunResult Of(RunContext run)
    {
        try
        {
            if (plan.Template is { } template)
                return Check(run, template.Root.Evaluate(new RunEvaluation(run, isOutput: true)).OrNull, null);
            var step = plan.Step >= 0 ? run.Steps[plan.Step] : Last(run);
            return Check(run, (step?.Value ?? Value.Null).OrNull, step?.Outcome is { IsOwnResult: true } own ? own.Result : null);
        }
        catch (EvaluationException unusable)
        {
            return RunResult.Failed(run, FailureKind.Expression, $"Its output: {unusable.Message}");
        }
    }

    private RunResult Check(RunContext run, Value output, ToolResult? handedOn)
    {
        if (ValueLimit.Broken(output, run.Limits, "Its output") is { } broken)
            return RunResult.Failed(run, new RunFailure(-1, broken));
        // The answer wraps it twice, what is no object once more, and no message may be deeper than 64.
        var levels = run.Limits.JsonDepth - (output.Kind == ValueKind.Object ? 2 : 3);
        if (output.IsDeeperThan(levels))
            return RunResult.Failed(run, new RunFailure(-1, ValueLimit.TooDeep("Its output", levels)));
        if (plan.Check is not { } schema)
            return new RunResult(run, output, handedOn, null);
        var fitting = schema.Coerce(output);
        return schema.IsValid(fitting)
            ? new RunResult(run, fitting, handedOn, null)
            : RunResult.Failed(run, FailureKind.Output, ArgumentFaults.Describe(schema.Validate(fitting), "Its output does not satisfy its outputSchema", "the output"));
    }

    private StepState? Last(RunContext run)
    {
        for (var index = steps - 1; index >= 0; index--)
            if (!run.Steps[index].Value.IsNothing)
                return run.Steps[index];
        return null;
    }
}
