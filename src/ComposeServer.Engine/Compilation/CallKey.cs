using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Planning;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Compilation;

/// <summary>
/// Two calls are equal when they call the same tool with equal arguments, whatever the order of the names and the spelling of numbers.
/// A composed tool that took another's place is not the same; an upstream's tool is as long as it lists the same schemas.
/// </summary>
internal static class CallKey
{
    private static readonly ConditionalWeakTable<ToolInvoker, string> Composed = [];
    private static long _count;

    internal static string Of(Tool tool, Value arguments)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true, MaxDepth = 1024 }))
            Canonical.Write(arguments, writer);
        var edition = tool.Server is null ? Composed.GetValue(tool.Invoke, static _ => Next()) : ToolFacts.Of(tool).Fingerprint;
        return $"{tool.Name}\n{edition}\n{Encoding.UTF8.GetString(buffer.WrittenSpan)}";
    }

    private static string Next() => Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture);
}
