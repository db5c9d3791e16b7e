using System.Text.Json;
using ComposeServer.Engine.Json;

namespace ComposeServer.Import;

/// <summary>A definition out of a file, and the way back to where its parts were written.</summary>
internal sealed record DefinitionText(JsonElement Json)
{
    /// <summary>The definition as it was read; null where the file was JSON.</summary>
    internal SourceNode? Source { get; init; }

    internal string Name => Value.Of(Json).Get("name") is { IsText: true } name ? name.Text() : "";

    /// <summary>Where in the file a part was written; null where that is not known.</summary>
    internal Place? PlaceOf(JsonPointer pointer) => Source is null ? null : SourceText.PlaceOf(Source, pointer);
}
