using ComposeServer.Engine.Json;
using ComposeServer.Engine.Patterns;

namespace ComposeServer.Engine.Schemas.Keywords;

/// <summary><c>properties</c>, <c>patternProperties</c>, <c>additionalProperties</c>.</summary>
internal sealed class PropertiesKeyword : Keyword
{
    private const int MostLookedUp = 32;

    private readonly (string Name, SchemaNode Node)[] _known;
    private readonly Dictionary<string, SchemaNode> _byName;
    private readonly (Pattern Pattern, SchemaNode Node)[] _patterns;
    private readonly SchemaNode? _others;

    internal PropertiesKeyword((string Name, SchemaNode Node)[] known, (Pattern Pattern, SchemaNode Node)[] patterns, SchemaNode? others)
    {
        _known = known;
        _patterns = patterns;
        _others = others;
        _byName = new Dictionary<string, SchemaNode>(known.Length, StringComparer.Ordinal);
        foreach (var (name, node) in known)
            _byName[name] = node;
    }

    /// <summary>The schema of a property that <c>properties</c> names; else null.</summary>
    internal SchemaNode? Known(string name) => _byName.GetValueOrDefault(name);

    internal override bool IsValid(Value value, ValidationRun run, Evaluated? evaluated)
    {
        if (value.Kind != ValueKind.Object)
            return true;
        // The usual case takes no names out of the document.
        if (evaluated is null && _patterns.Length == 0 && _known.Length <= MostLookedUp && (_others is null || _others.Always is not null))
            return KnownFit(value, run, out var found) && (_others?.Always != false || found == value.Count);
        foreach (var member in value.Members())
            if (!IsValid(member, run, evaluated))
                return false;
        return true;
    }

    internal override void Explain(Value value, Explanation at)
    {
        foreach (var member in value.Members())
        {
            if (at.Faults.IsFull)
                return;
            if (Judges(member.Name))
                at.Evaluated?.AddName(member.Name);
            if (_others?.Always == false && !IsNamed(member.Name))
                at.At(member.Name).Fault(FaultCodes.Unknown, UnknownNames.Message(member.Name, _byName.Keys), Nearest.Name(member.Name, _byName.Keys));
            else
                foreach (var node in For(member.Name))
                    at.At(member.Name).Explain(node, member.Value);
        }
    }

    internal override void AddChild(PlaceStep step, Place place)
    {
        if (step.Name is not null)
            place.All.AddRange(For(step.Name));
    }

    private bool KnownFit(Value value, ValidationRun run, out int found)
    {
        found = 0;
        foreach (var (name, node) in _known)
        {
            var member = value.Get(name);
            if (member.IsNothing)
                continue;
            found++;
            if (!run.IsValid(node, member))
                return false;
        }

        return true;
    }

    private bool IsValid(Member member, ValidationRun run, Evaluated? evaluated)
    {
        run.Spend(_patterns.Length);
        var judged = _byName.TryGetValue(member.Name, out var known);
        if (judged && !run.IsValid(known!, member.Value))
            return false;
        foreach (var (pattern, node) in _patterns)
        {
            if (!pattern.IsMatch(member.Name))
                continue;
            judged = true;
            if (!run.IsValid(node, member.Value))
                return false;
        }

        if (!judged && _others is not null && !run.IsValid(_others, member.Value))
            return false;
        if (judged || _others is not null)
            evaluated?.AddName(member.Name);
        return true;
    }

    private List<SchemaNode> For(string name)
    {
        var nodes = new List<SchemaNode>();
        if (_byName.TryGetValue(name, out var known))
            nodes.Add(known);
        foreach (var (pattern, node) in _patterns)
            if (pattern.IsMatch(name))
                nodes.Add(node);
        if (nodes.Count == 0 && _others is not null)
            nodes.Add(_others);
        return nodes;
    }

    private bool Judges(string name) => _others is not null || IsNamed(name);

    private bool IsNamed(string name)
    {
        if (_byName.ContainsKey(name))
            return true;
        foreach (var (pattern, _) in _patterns)
            if (pattern.IsMatch(name))
                return true;
        return false;
    }
}
