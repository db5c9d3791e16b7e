using System.Text.Json;

namespace ComposeServer.Upstreams;

/// <summary>The beginning of a session in both eras of the protocol.</summary>
internal static class Handshake
{
    internal const string Modern = "2026-07-28";

    internal const string Legacy = "2025-11-25";

    private const int UnsupportedVersion = -32022;

    private const int MethodNotFound = -32601;

    private static readonly string[] LegacyVersions = ["2024-11-05", "2025-03-26", "2025-06-18", Legacy];

    /// <summary>MCP 2025-11-25, lifecycle: <c>initialize</c>, then <c>notifications/initialized</c>. Null when it was agreed.</summary>
    internal static async Task<Refusal?> Initialize(Session session, string version, TimeSpan patience, CancellationToken cancellationToken)
    {
        var answer = await session.Request("initialize", writer => WriteInitialize(writer, version), patience, null, cancellationToken);
        if (answer.Kind != Answer.Outcome.Result)
            return Refused(answer);
        if (TextOf(answer.Result, "protocolVersion") is not { } agreed)
            return new Refusal("its answer to \"initialize\" names no protocol version", OtherEra: false);
        if (!LegacyVersions.Contains(agreed))
            return new Refusal("it speaks a version of the protocol that is not known here", OtherEra: true);
        await session.Notify("notifications/initialized", null);
        return null;
    }

    /// <summary>MCP 2026-07-28, discovery: <c>server/discover</c>, and every request tells its version. Null when it was agreed.</summary>
    internal static async Task<Refusal?> Discover(Session session, TimeSpan patience, CancellationToken cancellationToken)
    {
        session.VersionInRequests = Modern;
        var answer = await session.Request("server/discover", _ => { }, patience, null, cancellationToken);
        if (answer.Kind != Answer.Outcome.Result)
            return Refused(answer);
        return Supports(answer.Result) ? null : new Refusal($"it does not speak version {Modern} of the protocol", OtherEra: true);
    }

    private static Refusal Refused(Answer answer) => answer.Kind switch
    {
        Answer.Outcome.Error => new Refusal($"it refused the connection: {answer.Message} ({answer.Code})", IsOfOtherEra(answer)),
        Answer.Outcome.TimedOut => new Refusal("it did not answer", OtherEra: false) { WithoutAnswer = true },
        _ => new Refusal(answer.Message, OtherEra: false) { WithoutAnswer = answer.Kind == Answer.Outcome.Lost },
    };

    private static bool IsOfOtherEra(Answer answer) =>
        answer.Code is UnsupportedVersion or MethodNotFound || answer.Message.Contains("version", StringComparison.OrdinalIgnoreCase);

    private static bool Supports(JsonElement result)
    {
        if (result.ValueKind != JsonValueKind.Object || !result.TryGetProperty("supportedVersions", out var versions) || versions.ValueKind != JsonValueKind.Array)
            return false;
        return versions.EnumerateArray().Any(version => version.ValueKind == JsonValueKind.String && version.ValueEquals(Modern));
    }

    private static void WriteInitialize(Utf8JsonWriter writer, string version)
    {
        writer.WriteString("protocolVersion", version);
        writer.WriteStartObject("capabilities");
        writer.WriteEndObject();
        OutgoingMessage.WriteClient(writer, "clientInfo");
    }

    private static string? TextOf(JsonElement result, string name) =>
        result.ValueKind == JsonValueKind.Object && result.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
