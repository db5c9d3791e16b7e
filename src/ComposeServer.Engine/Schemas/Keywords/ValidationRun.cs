using ComposeServer.Engine.Json;
using ComposeServer.Engine.Schemas.Compiling;

namespace ComposeServer.Engine.Schemas.Keywords;

/// <summary>The state of judging one value: the work left, and the dynamic scope (JSON Schema Core 2020-12, section 7.1).</summary>
/// <param name="tracksScope">Whether some reference is resolved by the dynamic scope.</param>
internal sealed class ValidationRun(bool tracksScope)
{
    private const int MaxSteps = 1_000_000;
    private const int MaxDepth = 600;

    private readonly List<SchemaResource>? _scope = tracksScope ? [] : null;
    private int _steps;
    private int _depth;

    /// <summary>The resources entered, outermost first.</summary>
    internal IReadOnlyList<SchemaResource> Scope => _scope ?? [];

    /// <exception cref="TooComplexException">The work allowed is used up.</exception>
    internal void Spend(int steps)
    {
        if ((_steps += steps) is > MaxSteps or < 0)
            throw new TooComplexException();
    }

    /// <summary>Spends for looking up so many names in an object, which goes through its members for each.</summary>
    internal void SpendLookups(int names, Value value) => Spend((int)Math.Min(int.MaxValue / 2, (long)names * value.Count / 64));

    internal bool IsValid(SchemaNode node, Value value, Evaluated? outer = null)
    {
        if (node.Always is { } always)
            return always;
        var entered = Enter(node);
        var valid = AllHold(node, value, node.TracksEvaluated ? new Evaluated() : outer, outer);
        Leave(entered);
        return valid;
    }

    internal void Explain(SchemaNode node, Value value, Explanation at)
    {
        if (node.Always == false)
            at.Fault(FaultCodes.Invalid, "is not allowed here");
        if (node.Always is not null)
            return;
        var entered = Enter(node);
        var own = node.TracksEvaluated ? new Evaluated() : at.Evaluated;
        ExplainKeywords(node, value, at with { Evaluated = own });
        if (own is not null && at.Evaluated is not null && !ReferenceEquals(own, at.Evaluated))
            at.Evaluated.Add(own);
        Leave(entered);
    }

    private bool AllHold(SchemaNode node, Value value, Evaluated? own, Evaluated? outer)
    {
        foreach (var keyword in node.Keywords)
            if (!keyword.IsValid(value, this, own))
                return false;
        if (own is not null && outer is not null && !ReferenceEquals(own, outer))
            outer.Add(own);
        return true;
    }

    private static void ExplainKeywords(SchemaNode node, Value value, Explanation at)
    {
        var before = at.Faults.Count;
        foreach (var keyword in node.Keywords)
        {
            // What is unevaluated follows from faults that are named already; a wrong type makes the rest noise.
            if (at.Faults.Count > before && (keyword is UnevaluatedKeyword || node.Keywords[0] is TypeKeyword type && !type.Holds(value)))
                return;
            keyword.Explain(value, at);
        }
    }

    private bool Enter(SchemaNode node)
    {
        Spend(1);
        if (++_depth > MaxDepth)
            throw new TooComplexException();
        if (_scope is null || (_scope.Count > 0 && ReferenceEquals(_scope[^1], node.Resource)))
            return false;
        _scope.Add(node.Resource);
        return true;
    }

    private void Leave(bool entered)
    {
        _depth--;
        if (entered)
            _scope!.RemoveAt(_scope.Count - 1);
    }
}
