namespace ComposeServer.EndToEnd;

/// <summary>Tests that measure time run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TimingCollection
{
    internal const string Name = "Timing";
}
