using System.Collections.Immutable;
using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Planning;

/// <summary>What an expression sees at a place of a sequence: the input, the run, and the steps that have ended there.</summary>
/// <param name="input">What the tool takes.</param>
/// <param name="steps">All steps of the definition.</param>
/// <param name="place">Where in the step, or the output.</param>
/// <param name="index">The step's place; the number of steps for the output.</param>
/// <param name="answer">What is known of <c>$this</c>.</param>
internal sealed class StepScope(PlanInput input, StepTable steps, ScopePlace place, int index, JsonType? answer = null) : Scope
{
    private static readonly ImmutableArray<string> Words = ["input", "previous", "item", "index", "this", "error", "steps", "run"];

    internal override bool Knows(string name) => Words.Contains(name) || Names.StepNumber(name) > 0 || steps.Find(name) >= 0;

    internal override RootLookup Find(string name, ImmutableArray<string> following) => name switch
    {
        "input" => Found(InputRoot("$input")),
        "previous" => Previous(),
        "this" => This(),
        "steps" => new StepsRoots(steps, place, index).Find(following, this),
        "run" => RunRoots.Find(following),
        "item" or "index" => Refuse("reference_not_here", $"${name} is the item of a forEach, and this step has none.", null),
        "error" => Refuse("reference_not_here", "$error means something only where a failure is handled.", "$steps.ID.error for the message of a step that has ended"),
        _ => Step(name),
    };

    /// <summary>The root for a step's value, or why it cannot be had here.</summary>
    internal RootLookup Output(int step, string text, int consumed = 0)
    {
        if (Early(step, text) is { } problem)
            return new RootLookup(null, 0, problem);
        var root = new Root(text, Slots.Of(step, StepField.Output), steps.TypeOf(step)) { Step = step, MayBeNothing = place == ScopePlace.Output && steps.IsSkippable(step) };
        return new RootLookup(root, consumed, null);
    }

    /// <summary>Why a step has not ended where the expression stands; null when it has.</summary>
    internal ExpressionProblem? Early(int step, string text)
    {
        if (step < index)
            return null;
        var earlier = index == 0 ? "$input" : $"$input or one of {string.Join(", ", Enumerable.Range(0, index).Select(i => "$" + steps.Definitions[i].Name))}";
        if (step > index)
            return new ExpressionProblem("later_step", $"{text} is a step that runs after this one, so it has no value yet.", $"{earlier}; or move this step behind {steps.Definitions[step].Name}");
        return place == ScopePlace.Answer
            ? new ExpressionProblem("own_step", $"{text} is this step itself.", "$this")
            : new ExpressionProblem("own_step", $"{text} is this step itself, which has no value before its call.", earlier);
    }

    private static RootLookup Found(Root root) => new(root, 0, null);

    private static RootLookup Refuse(string code, string message, string? suggestion) => new(null, 0, new ExpressionProblem(code, message, suggestion));

    private Root InputRoot(string text) => new(text, Slots.Input, input.Type) { OptionalMembers = input.Optional };

    private RootLookup Previous()
    {
        if (place == ScopePlace.Output)
            return Refuse("reference_not_here", "$previous is the step before this one, and the output is no step.", steps.Count == 0 ? null : $"${steps.Definitions[^1].Name}");
        return index == 0 ? Found(InputRoot("$previous")) : Output(index - 1, "$previous");
    }

    private RootLookup This() => place == ScopePlace.Answer
        ? Found(new Root("$this", Slots.This, answer ?? JsonType.Any))
        : Refuse("reference_not_here", "$this is what the step's call gave, and means something only in \"result\" and \"expect\".", null);

    private RootLookup Step(string name)
    {
        var step = steps.Find(name);
        return step >= 0 ? Output(step, "$" + name) : Refuse("unknown_root", $"${name} is neither a step nor a word of the language.", Suggest(name));
    }

    private string Suggest(string name)
    {
        if (input.Type.Properties.ContainsKey(name))
            return $"$input.{name}";
        if (Names.StepNumber(name) > 0)
            return $"There are {steps.Count} steps: $step1 to $step{Math.Max(1, steps.Count)}";
        IEnumerable<string> known = ["input", "previous", "steps", "run", "this", .. steps.Names];
        return Nearest.Name(name, known) is { } near
            ? $"${near}"
            : $"One of $input, $previous, $run{string.Concat(steps.Names.Take(10).Select(n => ", $" + n))}; where the text is meant: $${name}";
    }
}
