using System.Buffers;
using System.Text;
using System.Text.Json;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Compilation;

/// <summary>Two calls are equal when they call the same tool with equal arguments, whatever the order of the names and the spelling of numbers.</summary>
internal static class CallKey
{
    internal static string Of(Tool tool, Value arguments)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true, MaxDepth = 1024 }))
            Canonical.Write(arguments, writer);
        return tool.Name + "\n" + Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
