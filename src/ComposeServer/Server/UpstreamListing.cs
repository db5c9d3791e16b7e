using System.Text.Json;
using ComposeServer.Catalog;
using ComposeServer.Engine.Json;

namespace ComposeServer.Server;

/// <summary>An upstream's tool as we list it: as the upstream did, under our name, without what only the upstream itself can honour.</summary>
internal static class UpstreamListing
{
    internal static Value Of(CallableTool tool)
    {
        if (tool.Listing.ValueKind != JsonValueKind.Object)
            return ToolDescription.Of(tool.Tool);
        var members = new List<Member> { new("name", Value.Of(tool.Tool.Name)) };
        foreach (var member in Value.Of(tool.Listing).Members())
            if (member.Name is not ("name" or "inputSchema" or "execution"))
                members.Add(member);
        members.Add(new Member("inputSchema", Typed(Value.Of(tool.Tool.InputSchema))));
        return Value.Of([.. members]);
    }

    // Clients refuse the whole list over one tool whose schema does not say "object".
    private static Value Typed(Value schema)
    {
        if (schema.Get("type") is { IsText: true } type && type.Text() == "object")
            return schema;
        var members = new List<Member> { new("type", Value.Of("object")) };
        foreach (var member in schema.Members())
            if (member.Name != "type")
                members.Add(member);
        return Value.Of([.. members]);
    }
}
