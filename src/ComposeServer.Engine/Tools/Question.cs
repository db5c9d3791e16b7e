using System.Text.Json;

namespace ComposeServer.Engine.Tools;

/// <summary>What a run asks a person.</summary>
/// <param name="Message">The question, for a person.</param>
/// <param name="Schema">The flat object schema of the answer, as MCP takes it.</param>
internal sealed record Question(string Message, JsonElement Schema)
{
    /// <summary>How long an answer is waited for; null when nothing limits it.</summary>
    internal TimeSpan? Within { get; init; }
}
