using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ComposeServer.Engine.Json;
using ModelContextProtocol.Protocol;

namespace ComposeServer.Server;

/// <summary>A result of a tool call that is sent as it is, so that vendor fields, unknown blocks and the spelling of numbers pass through.</summary>
internal sealed class RawResult(Value whole) : Result
{
    /// <summary>How it is written; the SDK's own types would drop what they do not know.</summary>
    internal static JsonTypeInfo<RawResult> TypeInfo { get; } = JsonMetadataServices.CreateValueInfo<RawResult>(
        new JsonSerializerOptions { MaxDepth = 1024, Encoder = PlainJsonEncoder.Instance, TypeInfoResolver = JsonTypeInfoResolver.Combine() }, new Converter());

    private Value Whole => whole;

    private sealed class Converter : JsonConverter<RawResult>
    {
        public override RawResult Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(Value.Of(JsonElement.ParseValue(ref reader)));

        public override void Write(Utf8JsonWriter writer, RawResult value, JsonSerializerOptions options) => value.Whole.WriteTo(writer);
    }
}
