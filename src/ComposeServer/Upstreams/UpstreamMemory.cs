using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.Configuration;
using ComposeServer.Engine.Json;

namespace ComposeServer.Upstreams;

/// <summary><c>upstreams.json</c>: what each upstream listed last, so that the next start can list it at once.</summary>
internal static class UpstreamMemory
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = PlainJsonEncoder.Instance };

    /// <summary>The raw tools by server; what is missing or cannot be read is forgotten.</summary>
    internal static IReadOnlyDictionary<string, ImmutableArray<JsonElement>> Load(Home home)
    {
        var remembered = new Dictionary<string, ImmutableArray<JsonElement>>(StringComparer.Ordinal);
        try
        {
            if (File.Exists(home.Upstreams))
                Read(File.ReadAllBytes(home.Upstreams), remembered);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            // It is only a memory: the upstreams will list their tools again.
        }

        return remembered;
    }

    /// <summary>Writes what the upstreams have listed (<see cref="UpstreamSet.Listed"/>), unless the file says just that.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    internal static void Save(Home home, IReadOnlyDictionary<string, ImmutableArray<JsonElement>> listed)
    {
        var content = Written(listed);
        if (File.Exists(home.Upstreams) && File.ReadAllBytes(home.Upstreams).AsSpan().SequenceEqual(content.WrittenSpan))
            return;
        home.Ensure();
        AtomicFile.Write(home.Upstreams, content.WrittenSpan);
    }

    private static void Read(byte[] content, Dictionary<string, ImmutableArray<JsonElement>> remembered)
    {
        var file = JsonDocument.Parse(content).RootElement;
        if (file.ValueKind != JsonValueKind.Object || !file.TryGetProperty("servers", out var servers) || servers.ValueKind != JsonValueKind.Object)
            return;
        foreach (var server in servers.EnumerateObject())
            if (server.Value.ValueKind == JsonValueKind.Object && server.Value.TryGetProperty("tools", out var tools) && tools.ValueKind == JsonValueKind.Array)
                remembered[server.Name] = [.. tools.EnumerateArray()];
    }

    private static ArrayBufferWriter<byte> Written(IReadOnlyDictionary<string, ImmutableArray<JsonElement>> listed)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, Indented);
        writer.WriteStartObject();
        writer.WriteNumber("formatVersion", 1);
        writer.WriteStartObject("servers");
        foreach (var (server, tools) in listed)
        {
            writer.WriteStartObject(server);
            writer.WriteStartArray("tools");
            foreach (var tool in tools)
                JsonText.Write(tool, writer);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.Flush();
        return buffer;
    }
}
