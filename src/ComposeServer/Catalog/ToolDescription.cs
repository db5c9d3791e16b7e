using System.Text.Json;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Catalog;

/// <summary>A tool as MCP describes it.</summary>
internal static class ToolDescription
{
    internal static Value Of(Tool tool)
    {
        var members = new List<Member>(6) { new("name", Value.Of(tool.Name)) };
        if (tool.Annotations.Title is { } title)
            members.Add(new Member("title", Value.Of(title)));
        members.Add(new Member("description", Value.Of(tool.Description)));
        members.Add(new Member("inputSchema", Value.Of(tool.InputSchema)));
        if (tool.OutputSchema.ValueKind != JsonValueKind.Undefined)
            members.Add(new Member("outputSchema", Value.Of(tool.OutputSchema)));
        members.Add(new Member("annotations", Annotations(tool.Annotations)));
        return Value.Of([.. members]);
    }

    internal static Value Annotations(ToolAnnotations annotations)
    {
        var members = new List<Member>(5);
        if (annotations.Title is { } title)
            members.Add(new Member("title", Value.Of(title)));
        Add(members, "readOnlyHint", annotations.ReadOnly);
        Add(members, "destructiveHint", annotations.Destructive);
        Add(members, "idempotentHint", annotations.Idempotent);
        Add(members, "openWorldHint", annotations.OpenWorld);
        return Value.Of([.. members]);
    }

    private static void Add(List<Member> members, string name, bool? hint)
    {
        if (hint is { } said)
            members.Add(new Member(name, Value.Of(said)));
    }
}
