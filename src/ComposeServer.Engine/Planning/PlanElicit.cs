using System.Text.Json;
using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Schemas;
using ComposeServer.Engine.Templates;

namespace ComposeServer.Engine.Planning;

/// <summary>A question to a person.</summary>
/// <param name="Message">What is asked.</param>
/// <param name="Schema">The schema of the answer, as MCP takes it.</param>
/// <param name="Answer">What an answer is held against.</param>
/// <param name="OnDecline">What a declined question does.</param>
internal sealed record PlanElicit(Template Message, JsonElement Schema, CompiledSchema Answer, DeclineAction OnDecline);
