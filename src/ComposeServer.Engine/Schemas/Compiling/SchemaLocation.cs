using System.Text.Json;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Schemas.Compiling;

/// <summary>A place in a document at which a schema stands, or may stand.</summary>
/// <param name="Document">0 for the schema that is compiled; a built-in metaschema has another number.</param>
/// <param name="Pointer">Where in the document.</param>
/// <param name="Element">What stands there.</param>
/// <param name="Resource">The resource to which it belongs.</param>
internal sealed record SchemaLocation(int Document, JsonPointer Pointer, JsonElement Element, SchemaResource Resource)
{
    internal (int, string) Key => (Document, Pointer.ToString());
}
