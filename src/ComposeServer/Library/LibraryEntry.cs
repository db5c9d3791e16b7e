using System.Collections.Immutable;
using System.Text.Json;

namespace ComposeServer.Library;

/// <summary>
/// One kept tool. The definition is an object, exactly as it was handed in; the revision counts from 1, one more with every replacement;
/// times are UTC, and null where the file has none; uses are the tools that it was composed with, each with the fingerprint that it had then.
/// </summary>
internal sealed record LibraryEntry(
    string Name,
    JsonElement Definition,
    int Revision,
    DateTimeOffset? CreatedAt,
    DateTimeOffset? UpdatedAt,
    ImmutableSortedDictionary<string, string> Uses)
{
    /// <summary>The entry as it stands in the file, unknown members too.</summary>
    internal required JsonElement Stored { get; init; }
}
