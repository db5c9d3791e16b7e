using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Tests.Expressions;

/// <summary>A scope and a context out of a case: the roots' values, and what is said of them.</summary>
internal sealed class CaseScope
{
    internal static readonly DateTimeOffset Moment = new(2026, 3, 4, 5, 6, 7, 250, TimeSpan.Zero);

    private readonly List<Value> _values = [];
    private readonly HashSet<int> _skipped = [];
    private readonly Dictionary<string, Root> _roots = [];

    /// <param name="members">
    /// The case. <c>roots</c>: values by name · <c>parsed</c>: texts that are the values of roots, remembered · <c>types</c>: what is known of roots ·
    /// <c>optional</c>: members of <c>$input</c> that may be left out · <c>absent</c>: roots that may be Nothing, and are · <c>skipped</c>: steps that were.
    /// </param>
    internal CaseScope(JsonElement members)
    {
        foreach (var (name, value) in Of(members, "roots"))
            Add(name, Value.Of(value), members);
        foreach (var (name, value) in Of(members, "parsed"))
            Add(name, Parsed(value.GetString()!), members);
        foreach (var name in Names(members, "absent"))
            Add(name, Value.Nothing, members, root => root with { MayBeNothing = true });
        foreach (var name in Names(members, "skipped"))
        {
            _skipped.Add(_values.Count);
            Add(name, Value.Nothing, members, root => root with { Step = 3 });
        }
    }

    internal Scope Names() => new CaseNames(_roots);

    internal EvaluationContext Values() => new CaseValues(_values, _skipped);

    private static IEnumerable<(string, JsonElement)> Of(JsonElement members, string name) =>
        members.TryGetProperty(name, out var found) ? found.EnumerateObject().Select(property => (property.Name, property.Value)) : [];

    private static IEnumerable<string> Names(JsonElement members, string name) =>
        members.TryGetProperty(name, out var found) ? found.EnumerateArray().Select(item => item.GetString()!) : [];

    private static Value Parsed(string text) => JsonText.TryParse(text, out var element) ? Value.Parsed(element, text) : throw new FormatException(text);

    private void Add(string name, Value value, JsonElement members, Func<Root, Root>? change = null)
    {
        var type = members.TryGetProperty("types", out var types) && types.TryGetProperty(name, out var given) ? CaseTypes.Read(given) : JsonType.Any;
        var root = new Root("$" + name, _values.Count, type);
        if (name == "input")
            root = root with { OptionalMembers = [.. Names(members, "optional")] };
        _roots[name] = change?.Invoke(root) ?? root;
        _values.Add(value);
    }

    private sealed class CaseNames(Dictionary<string, Root> roots) : Scope
    {
        internal override RootLookup Find(string name, ImmutableArray<string> following)
        {
            // $steps.ID.status is a root of its own, as in the language.
            if (following is [var first, var second, ..] && roots.TryGetValue($"{name}.{first}.{second}", out var deep))
                return new RootLookup(deep, 2, null);
            return roots.TryGetValue(name, out var root)
                ? new RootLookup(root, 0, null)
                : new RootLookup(null, 0, new ExpressionProblem("unknown_root", $"${name} is not known"));
        }
    }

    private sealed class CaseValues(List<Value> values, HashSet<int> skipped) : EvaluationContext
    {
        internal override DateTimeOffset Now => Moment;

        internal override Value Root(int slot, bool tolerant) =>
            skipped.Contains(slot) && !tolerant ? throw new SkippedValueException(3, "$skipped") : values[slot];
    }
}
