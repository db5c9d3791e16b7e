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
        return Value.Of(tool.Listing)
            .Keeping(static name => name is not ("name" or "inputSchema" or "execution"))
            .Prepend(new Member("name", Value.Of(tool.Tool.Name)))
            .Append(new Member("inputSchema", Typed(Value.Of(tool.Tool.InputSchema))));
    }

    // Clients refuse the whole list over one tool whose schema does not say "object".
    private static Value Typed(Value schema)
    {
        if (schema.Get("type") is { IsText: true } type && type.Text() == "object")
            return schema;
        return schema.Keeping(static name => name != "type").Prepend(new Member("type", Value.Of("object")));
    }
}
