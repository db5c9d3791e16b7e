using System.Globalization;

namespace ComposeServer.Engine.Tests.Fuzz.Inputs;

/// <summary>
/// How many inputs are tried in all, and from which seed: <c>COMPOSER_FUZZ</c> (100,000) and <c>COMPOSER_FUZZ_SEED</c>.
/// <c>COMPOSER_FUZZ_ONLY</c> tries one input again, by the number that a failure gave.
/// </summary>
internal static class FuzzPlan
{
    private const int Standard = 100_000;

    internal static int Seed { get; } = Read("COMPOSER_FUZZ_SEED") ?? 20_260_301;

    internal static int? Only { get; } = Read("COMPOSER_FUZZ_ONLY");

    /// <summary>The numbers of the inputs of one kind, which has so many of a hundred thousand.</summary>
    internal static IEnumerable<int> Numbers(int ofHundredThousand) =>
        Only is { } one ? [one] : Enumerable.Range(0, (int)((long)(Read("COMPOSER_FUZZ") ?? Standard) * ofHundredThousand / 100_000));

    /// <summary>How a failure of an input is told, so that it can be tried again.</summary>
    internal static string Again(string kind, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}: input {number} of seed {Seed}; again: COMPOSER_FUZZ_SEED={Seed} COMPOSER_FUZZ_ONLY={number}");

    private static int? Read(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;
}
