using ComposeServer.Engine.Json;

namespace ComposeServer.Import;

/// <summary>A text, a number, <c>true</c>, <c>false</c> or <c>null</c>.</summary>
internal sealed record SourceScalar(Place Place, Value Value) : SourceNode(Place)
{
    internal override long Size => Value.IsText ? Value.Text().Length + 1 : 1;

    internal override int Depth => 0;
}
