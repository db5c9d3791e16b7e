using System.Collections.Immutable;
using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Planning;

/// <summary>The steps of a definition while it is planned: their names at once, what is known of each as soon as somebody asks.</summary>
internal sealed class StepTable
{
    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);
    private readonly PlanStep?[] _planned;
    private readonly List<int> _underWay = [];
    private readonly ImmutableArray<int> _groups;

    /// <param name="definition">The definition.</param>
    /// <param name="groups">The group of each step.</param>
    internal StepTable(ToolDefinition definition, ImmutableArray<int> groups)
    {
        Definitions = [.. definition.Steps, .. definition.Finally];
        Count = definition.Steps.Length;
        _groups = groups;
        _planned = new PlanStep?[Definitions.Length];
        foreach (var step in Definitions)
        {
            _byName.TryAdd($"step{step.Number}", step.Number - 1);
            if (step.Id is { } id)
                _byName.TryAdd(id, step.Number - 1);
        }
    }

    /// <summary>All steps, those of <c>finally</c> behind the others.</summary>
    internal ImmutableArray<StepDefinition> Definitions { get; }

    /// <summary>How many steps there are without those of <c>finally</c>.</summary>
    internal int Count { get; }

    /// <summary>Every name that a step answers to.</summary>
    internal IReadOnlyCollection<string> Names => _byName.Keys;

    /// <summary>Plans one step; set by the planner of steps.</summary>
    internal Func<StepDefinition, PlanStep>? PlanNow { get; set; }

    /// <summary>The place of the step with this name; −1 when there is none.</summary>
    internal int Find(string name) => _byName.GetValueOrDefault(name, -1);

    internal int GroupOf(int index) => _groups[index];

    /// <summary>Whether others run beside the step.</summary>
    internal bool IsSideBySide(int index) =>
        (index > 0 && _groups[index - 1] == _groups[index]) || (index + 1 < _groups.Length && _groups[index + 1] == _groups[index]);

    /// <summary>A step that is planned; null while it is being planned itself.</summary>
    internal PlanStep? Planned(int index)
    {
        if (_planned[index] is { } planned)
            return planned;
        if (_underWay.Contains(index))
            return null;
        _underWay.Add(index);
        var step = PlanNow!(Definitions[index]);
        _underWay.RemoveAt(_underWay.Count - 1);
        return _planned[index] = step;
    }

    /// <summary>The steps from one that is being planned to the one that asks for it, by name.</summary>
    internal IEnumerable<string> PathFrom(int index) => _underWay.SkipWhile(i => i != index).Select(i => Definitions[i].Name);

    internal JsonType TypeOf(int index) => Planned(index)?.Type ?? JsonType.Any;

    /// <summary>Whether the step may have no value when the run has succeeded: it ended without one, or a person's answer finished the run before it.</summary>
    internal bool MayLackValue(int index) => IsSkippable(index) || MayLackList(index) || Definitions.Any(q =>
        q.Elicit is { OnDecline: DeclineAction.Finish } && q.Number <= Count && GroupOf(q.Number - 1) <= GroupOf(index));

    // Under "continue" a loop over no list, or over too long a one, is a step without a value; no reference need foresee that, but the declared output does.
    private bool MayLackList(int index) => Planned(index) is { ForEach: not null, OnError.Action: OnErrorAction.Continue, Default: null };

    /// <summary>Whether the step may end without a value.</summary>
    internal bool IsSkippable(int index) => Planned(index) is not { Skippable: false };
}
