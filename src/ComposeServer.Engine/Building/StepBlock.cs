using System.Text.Json.Nodes;
using ComposeServer.Engine.Definitions;

namespace ComposeServer.Engine.Building;

/// <summary>A step that is being built.</summary>
/// <param name="kind">What it does.</param>
/// <param name="fields">Its fields so far.</param>
internal sealed class StepBlock(StepKind kind, JsonObject fields) : Block
{
    internal StepKind Kind => kind;

    internal JsonObject Fields => fields;

    internal override IEnumerable<StepBlock> Steps => [this];
}
