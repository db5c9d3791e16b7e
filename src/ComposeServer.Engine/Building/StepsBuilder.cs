using System.Text.Json.Nodes;
using ComposeServer.Engine.Definitions;

namespace ComposeServer.Engine.Building;

/// <summary>
/// Adds steps and groups, and what is said of the one that was added last. What is said of a group holds for every step in it for which it
/// means something and which does not say it itself; conditions add up.
/// Templates and expressions are written as in JSON: a text is itself a template.
/// </summary>
/// <typeparam name="TSelf">The builder itself.</typeparam>
public abstract partial class StepsBuilder<TSelf>
    where TSelf : StepsBuilder<TSelf>
{
    private readonly List<Block> _parts = [];
    private string? _when;

    private protected StepsBuilder()
    {
    }

    internal IReadOnlyList<Block> Parts => _parts;

    /// <summary>Adds a step that calls a tool.</summary>
    /// <param name="id">Its id; null: it is <c>stepN</c> only.</param>
    /// <param name="tool">The tool's name.</param>
    /// <param name="parameters">The template of its arguments.</param>
    public TSelf Step(string? id, string tool, JsonNode? parameters = null) => Add(StepKind.Tool, id, "tool", tool, parameters);

    /// <summary>Adds a step that gives a value without a call.</summary>
    /// <param name="id">Its id; null: it is <c>stepN</c> only.</param>
    /// <param name="template">The value.</param>
    public TSelf Value(string? id, JsonNode? template) => Add(StepKind.Value, id, "value", template);

    /// <summary>Adds a step that asks a person.</summary>
    /// <param name="id">Its id; null: it is <c>stepN</c> only.</param>
    /// <param name="message">The template of the question.</param>
    /// <param name="schema">The schema of the answer; null for a bare yes or no.</param>
    /// <param name="onDecline">What a declined question does.</param>
    public TSelf Elicit(string? id, string message, JsonNode? schema = null, DeclineAction onDecline = DeclineAction.Abort)
    {
        var question = new JsonObject { ["message"] = message };
        if (schema is not null)
            question["schema"] = schema.DeepClone();
        if (onDecline != DeclineAction.Abort)
            question["onDecline"] = onDecline == DeclineAction.Finish ? "finish" : "continue";
        return Add(StepKind.Elicit, id, "elicit", question);
    }

    /// <summary>Adds a step that fails: with <see cref="When"/>, a check of one's own.</summary>
    /// <param name="id">Its id; null: it is <c>stepN</c> only.</param>
    /// <param name="message">The template of the message.</param>
    public TSelf Fail(string? id, string message) => Add(StepKind.Fail, id, "fail", new JsonObject { ["message"] = message });

    /// <summary>Adds steps that run one after another, also where what is around them runs side by side.</summary>
    public TSelf Sequence(Action<GroupBuilder> steps) => Add(GroupOrder.Sequence, steps);

    /// <summary>Adds steps that run side by side, each from the moment that what it references has ended; what comes next waits for all.</summary>
    public TSelf Parallel(Action<GroupBuilder> steps) => Add(GroupOrder.Parallel, steps);

    /// <summary>Adds steps that run one after another; a call without parameters takes the value of the step before it as its arguments.</summary>
    public TSelf Pipeline(Action<GroupBuilder> steps) => Add(GroupOrder.Pipeline, steps);

    /// <summary>Adds steps that run side by side but for the last, which starts when all of them have ended.</summary>
    public TSelf ScatterGather(Action<GroupBuilder> steps) => Add(GroupOrder.ScatterGather, steps);

    /// <summary>Adds steps that run one after another, each of them once for each item of a list.</summary>
    /// <param name="list">The expression of the list, or the list.</param>
    /// <param name="steps">The steps; what the step <c>a</c> gave for the same item is <c>get($a, $index)</c>.</param>
    public TSelf ForEach(JsonNode list, Action<GroupBuilder> steps) => Add(GroupOrder.Sequence, steps).ForEach(list);

    private TSelf Add(StepKind kind, string? id, string field, JsonNode? what, JsonNode? parameters = null)
    {
        var fields = new JsonObject();
        if (id is not null)
            fields["id"] = id;
        fields[field] = what?.DeepClone();
        if (parameters is not null)
            fields["params"] = parameters.DeepClone();
        _parts.Add(new StepBlock(kind, fields));
        return (TSelf)this;
    }

    private TSelf Add(GroupOrder order, Action<GroupBuilder> steps)
    {
        var group = new GroupBuilder();
        steps(group);
        _parts.Add(new GroupBlock(order, group.Parts));
        return (TSelf)this;
    }
}
