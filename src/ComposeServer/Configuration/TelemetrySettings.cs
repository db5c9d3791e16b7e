using System.Text.Json;

namespace ComposeServer.Configuration;

/// <summary>What <c>telemetry</c> in the settings says.</summary>
/// <param name="Otlp">Where it is sent; null: it is not.</param>
internal sealed record TelemetrySettings(OtlpSettings? Otlp)
{
    internal static TelemetrySettings None { get; } = new((OtlpSettings?)null);

    internal static TelemetrySettings Read(SettingsReader telemetry, string pointer, Problems problems)
    {
        telemetry.Knows("otlp");
        telemetry.Inside("otlp").Knows("endpoint", "protocol", "headers");
        var otlp = telemetry.Raw("otlp");
        if (otlp.ValueKind != JsonValueKind.Object)
            return None;
        var before = problems.Errors;
        var fields = new EntryReader(otlp, Problems.Pointer(pointer, "otlp"), Environment.GetEnvironmentVariable, problems);
        var read = new OtlpSettings
        {
            Endpoint = fields.Has("endpoint") ? fields.Address("endpoint") : null,
            Protocol = fields.OneOf("protocol", [OtlpSettings.Http, OtlpSettings.Grpc]),
            Headers = fields.Headers("headers"),
        };
        foreach (var (name, value) in read.Headers)
            if (problems.Errors == before && !CanBeListed(name, value))
                fields.Wrong("headers", "must be names of letters, digits and hyphens, each with a text of one line without commas.", false);
        return problems.Errors == before ? new TelemetrySettings(read) : None;
    }

    // The exporter takes all headers as one list with commas.
    private static bool CanBeListed(string name, string value) =>
        name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') && !value.Contains(',', StringComparison.Ordinal);
}
