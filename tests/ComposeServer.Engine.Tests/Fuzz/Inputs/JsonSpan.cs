namespace ComposeServer.Engine.Tests.Fuzz.Inputs;

/// <summary>Where a value stands in a document; its member or list item begins at <paramref name="Item"/>, which is the name where it has one.</summary>
internal readonly record struct JsonSpan(int Item, int Start, int End)
{
    internal bool IsNamed => Item < Start;

    internal int Length => End - Start;

    internal bool Overlaps(JsonSpan other) => Start < other.End && other.Start < End;
}
