using System.Text.Json;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Upstreams;

/// <summary>Reads a tool as an upstream listed it, tolerantly.</summary>
internal static class ListedTool
{
    // The answer of find_tools puts four levels around it, and no message is deeper than 64.
    private const int MaxDepth = JsonText.MaxDepth - 4;

    private const string AnyObject = """{"type":"object"}""";

    /// <summary>The tool's own name, or null and what is wrong with the tool.</summary>
    internal static string? NameOf(JsonElement tool, out string? problem)
    {
        problem = null;
        if (tool.ValueKind != JsonValueKind.Object)
            problem = "is not an object";
        else if (TextOf(tool, "name") is not { Length: > 0 } name)
            problem = "has no name";
        else if (Value.Of(tool).IsDeeperThan(MaxDepth))
            problem = $"(\"{Shortened(name)}\") nests deeper than {MaxDepth} levels";
        else
            return name;
        return null;
    }

    /// <summary>The tool under its listed name; <paramref name="definition"/> is one that has a name.</summary>
    internal static Tool Read(string server, string listedName, JsonElement definition, ToolInvoker invoke) => new()
    {
        Name = listedName,
        BareName = TextOf(definition, "name")!,
        Server = server,
        Description = TextOf(definition, "description") ?? "",
        InputSchema = InputSchema(Member(definition, "inputSchema"), out var problem),
        SchemaProblem = problem,
        OutputSchema = Member(definition, "outputSchema") is { ValueKind: JsonValueKind.Object or JsonValueKind.True or JsonValueKind.False } schema ? schema : default,
        Annotations = Annotations(Member(definition, "annotations")),
        Invoke = invoke,
    };

    // MCP wants "type": "object" there, clients refuse whole lists over one that lacks it, and arguments are objects anyway.
    private static JsonElement InputSchema(JsonElement schema, out string? problem)
    {
        problem = ProblemOf(schema);
        if (problem is not null || schema.ValueKind != JsonValueKind.Object)
            return JsonText.Parse(AnyObject).ToElement();
        return TextOf(schema, "type") is not null
            ? schema
            : Value.Of(schema).Keeping(static name => name != "type").Prepend(new Member("type", Value.Of("object"))).ToElement();
    }

    // What says of itself that it is for something else than objects is no schema of arguments.
    private static string? ProblemOf(JsonElement schema) => schema.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => null,
        JsonValueKind.Object => Member(schema, "type") is var type && IsOfObjects(type) ? null : "its \"type\" is not \"object\".",
        _ => "it is not an object.",
    };

    private static bool IsOfObjects(JsonElement type) => type.ValueKind switch
    {
        JsonValueKind.Undefined => true,
        JsonValueKind.String => type.ValueEquals("object"),
        JsonValueKind.Array => type.EnumerateArray().Any(static one => one.ValueKind == JsonValueKind.String && one.ValueEquals("object")),
        _ => false,
    };

    private static ToolAnnotations Annotations(JsonElement hints) => hints.ValueKind != JsonValueKind.Object
        ? ToolAnnotations.Silent
        : new ToolAnnotations
        {
            Title = TextOf(hints, "title"),
            ReadOnly = Flag(hints, "readOnlyHint"),
            Destructive = Flag(hints, "destructiveHint"),
            Idempotent = Flag(hints, "idempotentHint"),
            OpenWorld = Flag(hints, "openWorldHint"),
        };

    private static bool? Flag(JsonElement hints, string name) => Member(hints, name).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static string? TextOf(JsonElement tool, string name) =>
        Member(tool, name) is { ValueKind: JsonValueKind.String } text ? JsonText.StringOf(text) : null;

    private static JsonElement Member(JsonElement tool, string name) => JsonText.TryGet(tool, name, out var found) ? found : default;

    private static string Shortened(string name) => name.Length > 80 ? name[..80] + "…" : name;
}
