using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ComposeServer.Engine.Definitions;

namespace ComposeServer.Import.ToolHive;

/// <summary>The steps of a composite tool, by the ids that it gives them, with the ids that they have here.</summary>
internal sealed partial class StepNames
{
    private readonly Dictionary<string, StepName> _byId = new(StringComparer.Ordinal);

    /// <summary>The ids as they are written.</summary>
    internal IReadOnlyCollection<string> Written => _byId.Keys;

    internal StepName? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Names the steps; an id that cannot be one here is changed.</summary>
    /// <param name="steps">The steps, as written.</param>
    /// <param name="texts">All texts of the tool, to see what is read of a forEach.</param>
    internal static StepNames Of(ImmutableArray<SourceNode> steps, IEnumerable<string> texts)
    {
        var names = new StepNames();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var number = 0;
        foreach (var step in steps)
        {
            number++;
            if (step is not SourceObject fields || fields.Text("id") is not { } id || names._byId.ContainsKey(id))
                continue;
            var name = Usable(id, number);
            while (!taken.Add(name))
                name += "_";
            var readsItems = texts.Any(text => text.Contains($"{id}.output.iterations", StringComparison.Ordinal));
            names._byId.Add(id, new StepName(id, name, fields.Text("type") ?? "tool", readsItems));
        }

        return names;
    }

    private static string Usable(string id, int number)
    {
        var name = NotAllowed().Replace(id, "_");
        if (name.Length == 0 || !char.IsAsciiLetter(name[0]))
            name = "s_" + name;
        name = name.Length > 60 ? name[..60] : name;
        return Names.IsTaken(name) || (Names.StepNumber(name) is > 0 and var other && other != number) ? name + "_step" : name;
    }

    [GeneratedRegex("[^A-Za-z0-9_]")]
    private static partial Regex NotAllowed();
}
