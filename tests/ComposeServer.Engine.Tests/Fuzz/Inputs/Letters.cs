namespace ComposeServer.Engine.Tests.Fuzz.Inputs;

/// <summary>The letters a and b in no order, so that no two places of a text are alike.</summary>
internal static class Letters
{
    internal static string Of(int count, int seed)
    {
        var random = new Random(seed);
        return string.Concat(Enumerable.Range(0, count).Select(_ => "ab"[random.Next(2)]));
    }
}
