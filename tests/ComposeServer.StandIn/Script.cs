using System.Text.Json;

namespace ComposeServer.StandIn;

/// <summary>The script, and parts of it: an object whose members may be missing.</summary>
internal readonly struct Script(JsonElement value)
{
    internal static readonly JsonDocumentOptions Deep = new() { MaxDepth = 10_000, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    internal static Script Load(string path) => new(JsonDocument.Parse(File.ReadAllText(path), Deep).RootElement);

    internal JsonElement? Get(string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var found) ? found : null;

    internal bool Flag(string name) => Get(name) is { ValueKind: JsonValueKind.True };

    internal int? Number(string name) => Get(name) is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : null;

    internal string? Text(string name) => Get(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    internal JsonElement[] List(string name) => Get(name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    internal IEnumerable<string> Lines(string name) => List(name).Select(line => line.GetString()!);

    /// <summary>The reply to the call of a tool: one, or one of a list by how many calls there were before; the last goes on.</summary>
    internal Script Reply(string tool, int callsBefore)
    {
        var replies = new Script(Get("calls") ?? default);
        return (replies.Get(tool) ?? replies.Get("*")) switch
        {
            { ValueKind: JsonValueKind.Array } list => new Script(list[Math.Min(callsBefore, list.GetArrayLength() - 1)]),
            { } reply => new Script(reply),
            null => default,
        };
    }

    /// <summary>This reply, or where it leaves the choice to an argument, the one that the argument's text names.</summary>
    internal Script For(Script arguments) =>
        Text("by") is { } name && Get("replies") is { } replies && new Script(replies).Get(arguments.Text(name) ?? "") is { } chosen ? new Script(chosen) : this;
}
