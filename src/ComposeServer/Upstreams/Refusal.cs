using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Client;

namespace ComposeServer.Upstreams;

/// <summary>Why a handshake came to nothing.</summary>
/// <param name="Why">For people, going on after the server's name. It may hold secrets.</param>
/// <param name="OtherEra">Whether the server may speak the protocol of the other era.</param>
/// <param name="WithoutAnswer">Whether the server died or was silent instead of answering.</param>
internal sealed record Refusal(string Why, bool OtherEra = false, bool WithoutAnswer = false)
{
    private const int MethodNotFound = -32601;

    private const int UnsupportedVersion = -32022;

    /// <summary>What the failure of the SDK's client to connect means, once it was connected to a transport.</summary>
    internal static Refusal Of(Exception failure, string version, ClientCompletionDetails? ending, ChildOutput output) => failure switch
    {
        TimeoutException => new Refusal("it did not answer", WithoutAnswer: true),
        McpProtocolException e => OfError(Answer.Of(e)),
        McpException => new Refusal($"it speaks neither version {version} of the protocol nor another of that era", OtherEra: true),
        HttpRequestException e => new Refusal(Ending.Of(e)),
        ClientTransportClosedException e => new Refusal(Ending.Of(e.Details, output), WithoutAnswer: true),
        IOException => new Refusal(Ending.Of(ending, output), WithoutAnswer: true),
        // The SDK reads the refusal of a version too strictly.
        JsonException => new Refusal("its answer to the handshake cannot be read", OtherEra: true),
        _ => new Refusal($"its answer to the handshake cannot be read ({failure.GetType().Name})"),
    };

    private static Refusal OfError(Answer error) => new(
        $"it refused the connection: {error.Message} ({error.Code})",
        OtherEra: error.Code is UnsupportedVersion or MethodNotFound || error.Message.Contains("version", StringComparison.OrdinalIgnoreCase));
}
