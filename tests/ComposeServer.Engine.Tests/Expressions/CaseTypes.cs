using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Tests.Expressions;

/// <summary>Types as cases write them: <c>"text"</c>, <c>["text"]</c> for a list of texts, <c>{"a": "number"}</c> for a closed object.</summary>
internal static class CaseTypes
{
    internal static JsonType Read(JsonElement type) => type.ValueKind switch
    {
        JsonValueKind.String => JsonType.Of(Enum.Parse<Kinds>(type.GetString()!, ignoreCase: true)),
        JsonValueKind.Array => JsonType.ListOf(Read(type[0])),
        _ => JsonType.Object with
        {
            Closed = true,
            Properties = type.EnumerateObject().ToImmutableSortedDictionary(property => property.Name, property => new PropertyType(Read(property.Value), true), StringComparer.Ordinal),
        },
    };
}
