using System.Text.Json;
using ModelContextProtocol;

namespace ComposeServer.Hosting;

/// <summary>Requests whose <c>params</c> are not what their method takes: answered with JSON-RPC's code for that, where the SDK would say "internal error".</summary>
internal static class MalformedParams
{
    internal static async Task Refuse(Func<Task> handle)
    {
        try
        {
            await handle();
        }
        catch (JsonException e)
        {
            // Its path holds names of properties, its message may hold values.
            throw new McpProtocolException($"The params are not as the method takes them{(e.Path is { Length: > 1 } path ? $": see {path}" : "")}.", McpErrorCode.InvalidParams);
        }
        catch (InvalidOperationException e) when (e.Source?.StartsWith("System.Text.Json", StringComparison.Ordinal) == true)
        {
            throw new McpProtocolException("The params hold a text that is not Unicode: half of a surrogate pair.", McpErrorCode.InvalidParams);
        }
        catch (ArgumentException e) when (e.Source == "System.Collections")
        {
            // JSON's objects are dictionaries from the first look into them on.
            throw new McpProtocolException("The params name something twice.", McpErrorCode.InvalidParams);
        }
    }
}
