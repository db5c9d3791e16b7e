using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.EndToEnd.Faults;

/// <summary>What a library holds of a few tools that are composed, replaced and removed: for each, the number that it gives.</summary>
internal sealed record ChangedLibrary(ImmutableSortedDictionary<string, int> Numbers)
{
    private const string Prefix = "kill_";

    private const int Most = 8;

    internal static ChangedLibrary Empty { get; } = new(ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal));

    internal IEnumerable<string> Names => Numbers.Keys;

    /// <summary>What the file holds, which must be whole, and must hold so many others.</summary>
    internal static ChangedLibrary Saved(TestHome home, int others)
    {
        var definitions = home.SavedDefinitions();
        Assert.Equal(others, definitions.Count(tool => !tool.Key.StartsWith(Prefix, StringComparison.Ordinal)));
        return new(definitions.Where(tool => tool.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .ToImmutableSortedDictionary(tool => tool.Key, tool => NumberIn(tool.Value), StringComparer.Ordinal));
    }

    /// <summary>Any change: the call that makes it, and what then is there.</summary>
    internal (string Tool, string Arguments) Next(Random chance, out ChangedLibrary after)
    {
        var name = $"{Prefix}{chance.Next(Most)}";
        if (Numbers.ContainsKey(name) && chance.Next(3) == 0)
        {
            after = new(Numbers.Remove(name));
            return ("remove_composed_tool", $$"""{"name":"{{name}}"}""");
        }

        var number = chance.Next();
        after = new(Numbers.SetItem(name, number));
        return ("dynamic_tool_compose", $$$"""{"name":"{{{name}}}","description":"d","replace":true,"steps":[{"value":{"n":{{{number}}}} }]}""");
    }

    public bool Equals(ChangedLibrary? other) => other is not null && Numbers.SequenceEqual(other.Numbers);

    public override int GetHashCode() => Numbers.Count;

    public override string ToString() => string.Join(", ", Numbers.Select(tool => $"{tool.Key}={tool.Value}"));

    private static int NumberIn(JsonElement definition) => definition.GetProperty("steps")[0].GetProperty("value").GetProperty("n").GetInt32();
}
