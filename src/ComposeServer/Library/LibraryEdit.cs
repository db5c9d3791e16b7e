using System.Collections.Immutable;
using System.Text.Json;

namespace ComposeServer.Library;

/// <summary>One tool put into the library, in place of one of its name if there is one, or taken out of it.</summary>
internal sealed record LibraryEdit
{
    private LibraryEdit(string name) => Name = name;

    internal string Name { get; }

    /// <summary>What is kept, an object; undefined when the tool is taken out.</summary>
    internal JsonElement Definition { get; private init; }

    internal ImmutableSortedDictionary<string, string> Uses { get; private init; } = NoUses;

    internal bool Removes => Definition.ValueKind == JsonValueKind.Undefined;

    internal static ImmutableSortedDictionary<string, string> NoUses { get; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    internal static LibraryEdit Put(string name, JsonElement definition, ImmutableSortedDictionary<string, string> uses) =>
        new(name) { Definition = definition, Uses = uses };

    internal static LibraryEdit Remove(string name) => new(name);
}
