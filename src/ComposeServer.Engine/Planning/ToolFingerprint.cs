using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Planning;

/// <summary>A short name for a tool's schemas: while it stays, what was composed over the tool still fits it. The order of names does not matter.</summary>
internal static class ToolFingerprint
{
    internal static string Of(Tool tool)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true, MaxDepth = 1024 }))
        {
            writer.WriteStartArray();
            Canonical.Write(Value.Of(tool.InputSchema), writer);
            Canonical.Write(Value.Of(tool.OutputSchema), writer);
            writer.WriteEndArray();
        }

        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan).AsSpan(0, 8));
    }
}
