using System.Text;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Expressions.Queries;

/// <summary>A name or an index of a singular query.</summary>
internal readonly record struct SingularStep(string? Name, long Index)
{
    private readonly byte[]? _utf8 = Name is null ? null : Encoding.UTF8.GetBytes(Name);

    /// <summary>The child, or Nothing.</summary>
    internal Value Of(Value parent)
    {
        if (Name is not null)
            return parent.Get(Name, _utf8);
        if (parent.Kind != ValueKind.List)
            return Value.Nothing;
        var count = parent.Count;
        var place = Index < 0 ? Index + count : Index;
        return place >= 0 && place < count ? parent[(int)place] : Value.Nothing;
    }
}
