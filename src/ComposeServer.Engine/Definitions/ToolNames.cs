using System.Text.Json;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Definitions;

/// <summary>The tools that a definition names, before it is read: what has to be there for it to be checked.</summary>
internal static class ToolNames
{
    /// <summary>The names as written: of steps, fallbacks and compensations, those of <c>finally</c> too.</summary>
    internal static IEnumerable<string> In(JsonElement definition)
    {
        var whole = Value.Of(definition);
        foreach (var list in (string[])["steps", "finally"])
            foreach (var name in InSteps(whole.Get(list)))
                yield return name;
    }

    private static List<string> InSteps(Value steps)
    {
        var names = new List<string>();
        foreach (var step in steps.Items())
            foreach (var call in (ReadOnlySpan<Value>)[step, step.Get("onError"), step.Get("compensate")])
                if (call.Get("tool") is { IsText: true } tool)
                    names.Add(tool.Text());
        return names;
    }
}
