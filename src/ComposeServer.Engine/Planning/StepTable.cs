using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Planning;

/// <summary>The steps of a definition while it is planned: their names at once, what is known of each as soon as it is planned.</summary>
internal sealed class StepTable
{
    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);
    private readonly PlanStep?[] _planned;

    internal StepTable(IReadOnlyList<StepDefinition> steps)
    {
        Definitions = steps;
        _planned = new PlanStep?[steps.Count];
        foreach (var step in steps)
        {
            _byName.TryAdd($"step{step.Number}", step.Number - 1);
            if (step.Id is { } id)
                _byName.TryAdd(id, step.Number - 1);
        }
    }

    internal IReadOnlyList<StepDefinition> Definitions { get; }

    internal int Count => Definitions.Count;

    /// <summary>Every name that a step answers to.</summary>
    internal IReadOnlyCollection<string> Names => _byName.Keys;

    /// <summary>The place of the step with this name; −1 when there is none.</summary>
    internal int Find(string name) => _byName.GetValueOrDefault(name, -1);

    internal PlanStep? Planned(int index) => _planned[index];

    internal void Set(PlanStep step) => _planned[step.Index] = step;

    internal JsonType TypeOf(int index) => _planned[index]?.Type ?? JsonType.Any;

    /// <summary>Whether the step may end without a value.</summary>
    internal bool IsSkippable(int index) => _planned[index] is not { Skippable: false };
}
