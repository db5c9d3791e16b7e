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
            .Append(new Member("inputSchema", Value.Of(tool.Tool.InputSchema)));
    }
}
