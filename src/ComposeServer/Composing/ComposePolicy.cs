using System.Text.Json;
using ComposeServer.Engine.Json;

namespace ComposeServer.Composing;

/// <summary>What the owner allows, and what a definition has to wait for. It may change while the server runs.</summary>
internal sealed class ComposePolicy
{
    internal bool MayCompose { get; set; } = true;

    /// <summary>Whether the person has to agree to each change first.</summary>
    internal bool AsksFirst { get; set; }

    internal long DefinitionBytes { get; set; } = 1024 * 1024;

    /// <summary>Waits until the servers whose tools a definition names have answered for the first time, or have failed to.</summary>
    internal Func<JsonElement, CancellationToken, ValueTask> WaitForServers { get; set; } = static (_, _) => ValueTask.CompletedTask;

    internal static Problem Denied { get; } = new(
        JsonPointer.Root, "composing_denied", "The owner of this server does not allow agents to compose tools.", "\"compose\": \"allow\" in settings.json, by the owner");
}
