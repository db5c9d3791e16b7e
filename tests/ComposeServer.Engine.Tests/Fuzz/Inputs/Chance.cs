namespace ComposeServer.Engine.Tests.Fuzz.Inputs;

/// <summary>All that is left to chance in one input: its kind, its number and the seed give the same again.</summary>
internal sealed class Chance
{
    private readonly Random _random;

    internal Chance(string kind, int number)
    {
        // A text's own hash is another in every process.
        var seed = FuzzPlan.Seed;
        foreach (var c in kind)
            seed = unchecked((seed * 31) + c);
        _random = new Random(unchecked((seed * 1_000_003) + number));
    }

    internal int Below(int most) => _random.Next(most);

    internal bool OneIn(int many) => _random.Next(many) == 0;

    internal T Of<T>(IReadOnlyList<T> list) => list[_random.Next(list.Count)];

    /// <summary>From so many to so many of what is made, in a row.</summary>
    internal string Some(int least, int most, string between, Func<string> make) =>
        string.Join(between, Enumerable.Range(0, _random.Next(least, most + 1)).Select(_ => make()));
}
