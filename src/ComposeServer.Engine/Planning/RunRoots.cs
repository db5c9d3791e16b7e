using System.Collections.Immutable;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Planning;

/// <summary>Finds <c>$run</c>, <c>$run.id</c>, <c>$run.startedAt</c> and <c>$run.tool</c>.</summary>
internal static class RunRoots
{
    private static readonly JsonType WholeType = JsonType.Object with
    {
        Properties = JsonType.Object.Properties
            .Add("id", new PropertyType(JsonType.Text, Required: true))
            .Add("startedAt", new PropertyType(JsonType.Text, Required: true))
            .Add("tool", new PropertyType(JsonType.Text, Required: true)),
        Closed = true,
    };

    internal static RootLookup Find(ImmutableArray<string> following) => (following.IsEmpty ? null : following[0]) switch
    {
        "id" => new RootLookup(new Root("$run.id", Slots.RunId, JsonType.Text), 1, null),
        "startedAt" => new RootLookup(new Root("$run.startedAt", Slots.RunStartedAt, JsonType.Text), 1, null),
        "tool" => new RootLookup(new Root("$run.tool", Slots.RunTool, JsonType.Text), 1, null),
        null => new RootLookup(new Root("$run", Slots.Run, WholeType), 0, null),
        { } other => new RootLookup(null, 0, new ExpressionProblem("unknown_property", $"$run has no \"{other}\".", "$run.id, $run.startedAt, $run.tool")),
    };
}
