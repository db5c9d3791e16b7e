using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Expressions.Functions;

/// <summary><c>default exists if</c>: they look only at what they need, so they are compiled on their own.</summary>
internal static class ChoiceFunctions
{
    internal const string Default = "default";
    internal const string Exists = "exists";
    internal const string If = "if";

    internal static readonly Function[] All =
    [
        new(Default, "value, other", [Parameter.Any, Parameter.Any], types => JsonType.Union(types[0], types[1])),
        new(Exists, "value", [Parameter.Any], Function.Gives(JsonType.Boolean)) { IsTest = true },
        new(If, "boolean, value, other", [Parameter.Test, Parameter.Any, Parameter.Any], types => JsonType.Union(types[1], types[2])),
    ];
}
