using ComposeServer.Engine.Json;

namespace ComposeServer.Tests.BuiltInTools;

internal static class PathArguments
{
    /// <summary>Arguments that hold this path.</summary>
    internal static string AsPath(this string path) => Value.Of([new Member("path", Value.Of(path))]).ToJson();
}
