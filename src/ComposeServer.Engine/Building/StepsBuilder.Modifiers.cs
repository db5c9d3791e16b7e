using System.Text.Json.Nodes;

namespace ComposeServer.Engine.Building;

public abstract partial class StepsBuilder<TSelf>
{
    /// <summary>Runs what was added last only when the expression holds.</summary>
    public TSelf When(string expression)
    {
        _when = Bare(expression);
        return Condition(_when);
    }

    /// <summary>Runs what was added last only when the expression of the last <see cref="When"/> does not hold.</summary>
    public TSelf Otherwise() =>
        Condition($"!({_when ?? throw new InvalidOperationException("Otherwise needs a When before it, of which it is the opposite.")})");

    /// <summary>Does each step that was added last once for each item of a list.</summary>
    /// <param name="list">The expression of the list, or the list.</param>
    public TSelf ForEach(JsonNode list)
    {
        foreach (var step in Last("ForEach").Steps)
            if (!step.Fields.TryAdd("forEach", list.DeepClone()))
                throw new InvalidOperationException("A step goes through one list; make the inner loop a tool of its own.");
        return (TSelf)this;
    }

    /// <summary>Repeats failed calls.</summary>
    /// <param name="attempts">How many there are, the first included.</param>
    /// <param name="delay">The wait before the second; 1 s when not given.</param>
    /// <param name="backoff">How the wait grows; exponentially when not given.</param>
    /// <param name="maxDelay">The longest wait; 30 s when not given.</param>
    /// <param name="jitter">Whether the waits vary at random; they do when not given.</param>
    /// <param name="when">The expression of the failures that are retried.</param>
    public TSelf Retry(
        int attempts, TimeSpan? delay = null, Definitions.Backoff? backoff = null, TimeSpan? maxDelay = null, bool? jitter = null, string? when = null)
    {
        var retry = new JsonObject { ["attempts"] = attempts };
        if (delay is { } first)
            retry["delay"] = DurationText.Of(first);
        if (backoff is { } growth)
            retry["backoff"] = growth switch { Definitions.Backoff.Linear => "linear", Definitions.Backoff.Constant => "constant", _ => "exponential" };
        if (maxDelay is { } longest)
            retry["maxDelay"] = DurationText.Of(longest);
        if (jitter is { } varies)
            retry["jitter"] = varies;
        if (when is not null)
            retry["if"] = when;
        return Set("Retry", "retry", retry.Count == 1 ? attempts : retry);
    }

    /// <summary>Limits the time of each call; before any step, of the whole run.</summary>
    public TSelf Timeout(TimeSpan longest) => SetHereOrOnTool("Timeout", "timeout", DurationText.Of(longest));

    /// <summary>Whether a failure ends the run (as it does when nothing is said) or only the step; before any step, for all steps.</summary>
    public TSelf FailFast(bool failFast = true) => SetHereOrOnTool("FailFast", "onError", failFast ? "abort" : "continue");

    /// <summary>Gives the step another value than its call did: a template over <c>$this</c>.</summary>
    public TSelf Result(JsonNode? template) => Set("Result", "result", template);

    /// <summary>Starts it before others, when more is ready than may run: the highest goes first.</summary>
    public TSelf Priority(int priority) => Set("Priority", "priority", priority);

    /// <summary>After a loop, how many of its items may be in work at once; elsewhere, how many calls of the run may be in flight.</summary>
    public TSelf MaxParallel(int most)
    {
        var loops = _parts.Count == 0 ? [] : _parts[^1].Steps.Where(static step => step.Fields.ContainsKey("forEach")).ToArray();
        if (loops.Length == 0)
            return SetOnTool("maxParallel", most) ? (TSelf)this : throw new InvalidOperationException("Inside a group MaxParallel stands behind a ForEach; for the run, it is said of the tool.");
        foreach (var loop in loops)
            loop.Fields["maxParallel"] = most;
        return (TSelf)this;
    }

    /// <summary>Lets it wait for steps that it does not reference.</summary>
    public TSelf DependsOn(params string[] ids) => Set("DependsOn", "dependsOn", new JsonArray([.. ids.Select(static id => (JsonNode)id)]));

    /// <summary>Says any other field of a step by its name in JSON; before any step, of the tool.</summary>
    public TSelf With(string field, JsonNode? value) => SetHereOrOnTool("With", field, value);

    private TSelf Condition(string expression)
    {
        foreach (var step in Last("When").Steps)
            step.Fields["condition"] = (string?)step.Fields["condition"] is { } inner ? $"({expression}) && ({inner})" : expression;
        return (TSelf)this;
    }

    private TSelf SetHereOrOnTool(string method, string field, JsonNode? value) =>
        _parts.Count == 0 && SetOnTool(field, value) ? (TSelf)this : Set(method, field, value);

    private TSelf Set(string method, string field, JsonNode? value)
    {
        var last = Last(method);
        foreach (var step in last.Steps)
            if (last is StepBlock)
                step.Fields[field] = value?.DeepClone();
            else if (!Definitions.MeaninglessFields.IsMeaningless(field, step.Kind))
                step.Fields.TryAdd(field, value?.DeepClone());
        return (TSelf)this;
    }

    private Block Last(string method) =>
        _parts.Count > 0 ? _parts[^1] : throw new InvalidOperationException($"{method} stands behind the step or the group that it is about.");

    /// <summary>Says something of the whole tool; false where there is none to say it of.</summary>
    private protected virtual bool SetOnTool(string field, JsonNode? value) => false;

    // An expression may be written bare or as one {{ … }}.
    private static string Bare(string expression)
    {
        var bare = expression.Trim();
        return bare.StartsWith("{{", StringComparison.Ordinal) && bare.EndsWith("}}", StringComparison.Ordinal) ? bare[2..^2].Trim() : bare;
    }
}
