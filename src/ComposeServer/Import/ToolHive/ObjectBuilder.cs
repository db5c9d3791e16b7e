using System.Collections.Immutable;
using ComposeServer.Engine.Json;

namespace ComposeServer.Import.ToolHive;

/// <summary>Puts an object of ours together, whose members keep the places that they come from.</summary>
internal sealed class ObjectBuilder(Place place)
{
    private readonly ImmutableArray<SourceMember>.Builder _members = ImmutableArray.CreateBuilder<SourceMember>();

    internal ObjectBuilder Add(string name, Place at, SourceNode? value)
    {
        if (value is not null)
            _members.Add(new SourceMember(name, at, value));
        return this;
    }

    internal ObjectBuilder Add(string name, Place at, string? text) => Add(name, at, text is null ? null : new SourceScalar(at, Value.Of(text)));

    internal ObjectBuilder Add(string name, Place at, long number) => Add(name, at, new SourceScalar(at, Value.Of(number)));

    internal SourceObject Build() => new(place, _members.ToImmutable());
}
