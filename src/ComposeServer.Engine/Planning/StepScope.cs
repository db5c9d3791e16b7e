using System.Collections.Immutable;
using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Planning;

/// <summary>What an expression sees at a place: the input, the run, the steps that can have ended there, and what the place itself has.</summary>
/// <param name="input">What the tool takes.</param>
/// <param name="steps">All steps of the definition.</param>
/// <param name="view">What the place has.</param>
/// <param name="index">The step's place; the number of steps for the output.</param>
internal sealed class StepScope(PlanInput input, StepTable steps, ScopeView view, int index) : Scope
{
    private static readonly ImmutableArray<string> Words = ["input", "previous", "item", "index", "this", "error", "steps", "run"];

    private static readonly JsonType ErrorType = JsonType.Object with
    {
        Properties = JsonType.Object.Properties
            .Add("kind", new PropertyType(JsonType.Text, Required: true))
            .Add("message", new PropertyType(JsonType.Text, Required: true))
            .Add("code", new PropertyType(JsonType.Integer, Required: false)),
        Closed = true,
    };

    internal bool IsOutput => view.IsOutput;

    internal override bool Knows(string name) => Words.Contains(name) || Names.StepNumber(name) > 0 || steps.Find(name) >= 0;

    internal override RootLookup Find(string name, ImmutableArray<string> following) => name switch
    {
        "input" => Found(InputRoot("$input")),
        "previous" => Previous(),
        "item" => view.Item is { } item ? Found(new Root("$item", Slots.Item, item)) : NoItem(name),
        "index" => view.Item is not null ? Found(new Root("$index", Slots.Index, JsonType.Integer)) : NoItem(name),
        "this" => This(),
        "error" => Error(),
        "steps" => new StepsRoots(steps, index).Find(following, this),
        "run" => RunRoots.Find(following),
        _ => Step(name),
    };

    /// <summary>The root for a step's value, or why it cannot be had here.</summary>
    internal RootLookup Output(int step, string text, int consumed = 0)
    {
        if (Early(step, text) is { } problem)
            return new RootLookup(null, 0, problem);
        var root = new Root(text, Slots.Of(step, StepField.Output), steps.TypeOf(step)) { Step = step, MayBeNothing = IsOutput && steps.MayLackValue(step) };
        return new RootLookup(root, consumed, null);
    }

    /// <summary>Why a step cannot have ended where the expression stands; null when it can.</summary>
    internal ExpressionProblem? Early(int step, string text)
    {
        if (step == index && !view.IsOutput)
            return view.SeesItself ? null : OwnStep(text);
        if (view.IsOutput ? step < steps.Count : steps.GroupOf(step) < steps.GroupOf(index))
            return null;
        if (steps.GroupOf(step) != steps.GroupOf(index) || view.IsOutput)
            return new ExpressionProblem("later_step", $"{text} is a step that runs after this one, so it has no value yet.", $"{Earlier()}; or move this step behind {steps.Definitions[step].Name}");
        if (steps.Planned(step) is not null)
            return null;
        var path = string.Join(" → ", [.. steps.PathFrom(step), steps.Definitions[step].Name]);
        return new ExpressionProblem("cycle", $"Steps that run side by side would wait for each other: {path}.", "Let one of them do without the other's value");
    }

    private ExpressionProblem OwnStep(string text) => view.This is not null
        ? new ExpressionProblem("own_step", $"{text} is this step itself.", "$this")
        : new ExpressionProblem("own_step", $"{text} is this step itself, which has no value before its call.", Earlier());

    private string Earlier()
    {
        var earlier = Enumerable.Range(0, steps.Definitions.Length).Where(i => steps.GroupOf(i) < steps.GroupOf(index)).Take(10).Select(i => "$" + steps.Definitions[i].Name).ToList();
        return earlier.Count == 0 ? "$input" : $"$input or one of {string.Join(", ", earlier)}";
    }

    private static RootLookup Found(Root root) => new(root, 0, null);

    private static RootLookup Refuse(string code, string message, string? suggestion) => new(null, 0, new ExpressionProblem(code, message, suggestion));

    private static RootLookup NoItem(string name) =>
        Refuse("reference_not_here", $"${name} is the item of a forEach, and there is none here.", "A \"forEach\" on this step, and the reference in what is done for each item");

    private Root InputRoot(string text) => new(text, Slots.Input, input.Type) { OptionalMembers = input.Optional };

    private RootLookup Previous()
    {
        if (view.IsOutput)
            return Refuse("reference_not_here", "$previous is the step before this one, and the output is no step.", steps.Count == 0 ? null : $"${steps.Definitions[steps.Count - 1].Name}");
        if (steps.IsSideBySide(index))
            return Refuse("reference_not_here", "$previous means nothing where steps run side by side.", index == 0 ? "$input" : $"${steps.Definitions[index - 1].Name}");
        return index == 0 ? Found(InputRoot("$previous")) : Output(index - 1, "$previous");
    }

    private RootLookup This() => view.This is { } type
        ? Found(new Root("$this", Slots.This, type) { MayBeNothing = view.ThisMayBeNothing })
        : Refuse("reference_not_here", "$this is what the step's call gave, and means something only behind the call: in \"result\", \"expect\", \"until\", \"paginate\", \"compensate\" and \"retry.if\".", null);

    private RootLookup Error() => view.HasError
        ? Found(new Root("$error", Slots.Error, ErrorType) { MayBeNothing = view.ErrorMayBeNothing })
        : Refuse("reference_not_here", "$error means something only where a failure is handled: in \"retry.if\", \"onError\" and \"finally\".", "$steps.ID.error for the message of a step that has ended");

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
