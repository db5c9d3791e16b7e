using System.Collections.Immutable;

namespace ComposeServer.Configuration;

/// <summary>Where telemetry is sent over OTLP.</summary>
internal sealed record OtlpSettings
{
    internal const string Http = "http/protobuf";

    internal const string Grpc = "grpc";

    /// <summary>The collector's base address, without <c>/v1/traces</c>; null for what the environment says, or this machine.</summary>
    internal Uri? Endpoint { get; init; }

    /// <summary><see cref="Http"/> or <see cref="Grpc"/>; null for what the environment says, or the former.</summary>
    internal string? Protocol { get; init; }

    /// <summary>Headers of every request; they are secrets.</summary>
    internal ImmutableSortedDictionary<string, string> Headers { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the other sends the same to the same place.</summary>
    public bool Equals(OtlpSettings? other) =>
        other is not null && Endpoint == other.Endpoint && Protocol == other.Protocol && Headers.SequenceEqual(other.Headers);

    public override int GetHashCode() => HashCode.Combine(Endpoint, Protocol, Headers.Count);
}
