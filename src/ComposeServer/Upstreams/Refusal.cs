namespace ComposeServer.Upstreams;

/// <summary>Why a handshake came to nothing.</summary>
/// <param name="Why">For people, going on after the server's name.</param>
/// <param name="OtherEra">Whether the server may speak the protocol of the other era.</param>
internal sealed record Refusal(string Why, bool OtherEra)
{
    internal bool WithoutAnswer { get; init; }
}
