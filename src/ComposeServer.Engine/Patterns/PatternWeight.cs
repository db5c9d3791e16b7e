namespace ComposeServer.Engine.Patterns;

/// <summary>How much of an expression the engine has to keep in mind at once, as far as that can be told from how it is written.</summary>
/// <param name="Size">Its characters and classes, with what is counted written out.</param>
/// <param name="Heavy">Those of them that stand in loops which multiply with each other, so that no few states stand for all.</param>
/// <param name="IsCounted">Whether something in it is repeated up to some number above one.</param>
/// <param name="IsVaried">Whether something in it may be of several lengths, or is a choice.</param>
internal readonly record struct PatternWeight(int Size, int Heavy, bool IsCounted, bool IsVaried)
{
    private const int Most = 100_000;

    internal static PatternWeight One { get; } = new(1, 0, false, false);

    /// <summary>One after the other, or one or the other.</summary>
    internal PatternWeight With(PatternWeight other) =>
        new(Capped((long)Size + other.Size), Capped((long)Heavy + other.Heavy), IsCounted || other.IsCounted, IsVaried || other.IsVaried);

    /// <summary>The same repeated.</summary>
    /// <param name="least">At least so often.</param>
    /// <param name="most">At most so often; null without end.</param>
    internal PatternWeight Repeated(int least, int? most)
    {
        var times = Math.Max(1, most ?? least);
        var size = Capped((long)Size * times);
        var multiplies = most is > 1 ? IsCounted || IsVaried : most is null && IsCounted;
        return new PatternWeight(size, multiplies ? size : Capped((long)Heavy * times), IsCounted || times > 1, IsVaried || least != most);
    }

    private static int Capped(long count) => (int)Math.Min(Most, count);
}
