using ModelContextProtocol.Server;

namespace ComposeServer.Server;

/// <summary>An empty tool collection, by which the SDK is told that the list has changed; it then notifies each era as that era wants.</summary>
internal sealed class ListSignal : McpServerPrimitiveCollection<McpServerTool>
{
    internal void Touch() => RaiseChanged();
}
