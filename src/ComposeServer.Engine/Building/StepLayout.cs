using System.Text.Json.Nodes;
using ComposeServer.Engine.Definitions;

namespace ComposeServer.Engine.Building;

/// <summary>
/// Lays groups out as the flat list of a definition in mode <c>sequential</c> (section 7 of the contract): what runs side by side
/// is a run of neighbours that are <c>parallel</c>, and the order inside it is said by <c>dependsOn</c>.
/// </summary>
/// <param name="before">How many steps are counted before these.</param>
internal sealed class StepLayout(int before)
{
    private readonly List<JsonObject> _steps = [];
    private string[] _open = [];
    private string _entry = "$input";

    internal static JsonArray Of(IReadOnlyList<Block> parts, int before)
    {
        var layout = new StepLayout(before);
        foreach (var part in parts)
            layout.InOrder(part, pipes: false);
        return [.. layout._steps];
    }

    private void InOrder(Block block, bool pipes)
    {
        switch (block)
        {
            case StepBlock step:
                _open = [];
                _entry = "$" + Add(step, [], isParallel: false, pipes ? _entry : null);
                break;
            case GroupBlock { Order: GroupOrder.Parallel } group:
                // Neighbours that run side by side are one run of the language's: the later group waits for the one before it.
                Leave(Beside(group, _open));
                break;
            case GroupBlock { Order: GroupOrder.ScatterGather } group:
                Leave(BesideAll(group.Parts.SkipLast(1), _open));
                foreach (var last in group.Parts.TakeLast(1))
                    InOrder(last, pipes: false);
                break;
            case GroupBlock group:
                foreach (var part in group.Parts)
                    InOrder(part, group.Order == GroupOrder.Pipeline);
                break;
        }
    }

    private void Leave(string[] exits)
    {
        _open = exits;
        if (_steps.Count > 0)
            _entry = "$" + NameOf(_steps[^1], _steps.Count);
    }

    /// <returns>The steps that have to end before what comes after the block.</returns>
    private string[] Beside(Block block, string[] after) => block switch
    {
        StepBlock step => [Add(step, after, isParallel: true, null)],
        GroupBlock { Order: GroupOrder.Parallel } group => BesideAll(group.Parts, after),
        GroupBlock { Order: GroupOrder.ScatterGather } group => group.Parts.TakeLast(1).Aggregate(BesideAll(group.Parts.SkipLast(1), after), (ended, last) => Beside(last, ended)),
        GroupBlock { Order: GroupOrder.Pipeline } group => group.Parts.Aggregate(after, Pipe),
        _ => ((GroupBlock)block).Parts.Aggregate(after, (ended, part) => Beside(part, ended)),
    };

    private string[] BesideAll(IEnumerable<Block> parts, string[] after)
    {
        string[] exits = [.. parts.SelectMany(part => Beside(part, after))];
        return exits.Length == 0 ? after : exits;
    }

    private string[] Pipe(string[] after, Block part) =>
        part is StepBlock step ? [Add(step, after, isParallel: true, after is [.., var last] ? "$" + last : _entry)] : Beside(part, after);

    /// <param name="step">The step.</param>
    /// <param name="after">What it waits for.</param>
    /// <param name="isParallel">Whether it runs beside its neighbours.</param>
    /// <param name="piped">The arguments of a call that has none; null: it is called without.</param>
    /// <returns>The step's name.</returns>
    private string Add(StepBlock step, string[] after, bool isParallel, string? piped)
    {
        var fields = (JsonObject)step.Fields.DeepClone();
        if (piped is not null && step.Kind == StepKind.Tool)
            fields.TryAdd("params", piped);
        if (isParallel)
            fields["parallel"] = true;
        if (after.Length > 0)
            fields["dependsOn"] = new JsonArray([.. Written(fields).Union(after).Select(static id => (JsonNode)id)]);
        _steps.Add(fields);
        return NameOf(fields, _steps.Count);
    }

    private static IEnumerable<string> Written(JsonObject fields) =>
        fields["dependsOn"] is JsonArray ids ? ids.Select(static id => (string)id!) : [];

    private string NameOf(JsonObject fields, int place) => (string?)fields["id"] ?? $"step{before + place}";
}
