using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.Engine.Json;
using ModelContextProtocol.Protocol;

namespace ComposeServer.Server;

/// <summary>The arguments of a call.</summary>
internal static class WrittenArguments
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = JsonText.MaxDepth };

    /// <summary>Out of the SDK's dictionary, which has the last of those that are written twice.</summary>
    internal static Value Of(IDictionary<string, JsonElement>? arguments)
    {
        if (arguments is null || arguments.Count == 0)
            return Value.EmptyObject;
        var members = new Member[arguments.Count];
        var count = 0;
        foreach (var (name, value) in arguments)
            members[count++] = new Member(name, Value.Of(value));
        return Value.Of(members);
    }

    /// <summary>As they were written, so that what stands there twice can be told; null where that cannot be seen any more.</summary>
    internal static Value? Of(JsonRpcRequest request)
    {
        try
        {
            // An object that nobody has looked into yet is still the text that came.
            return request.Params is JsonObject parameters && parameters["arguments"] is JsonObject arguments ? Value.Of(JsonElement.Parse(arguments.ToJsonString(), Deep)) : null;
        }
        catch (ArgumentException)
        {
            // "arguments" itself stands there twice.
            return null;
        }
    }
}
