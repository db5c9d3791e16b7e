namespace ComposeServer.Configuration;

/// <summary>What <c>settings.json</c> says, with defaults for what it does not.</summary>
internal sealed record Settings
{
    internal static Settings Default { get; } = new();

    internal Limits Limits { get; init; } = Limits.Default;

    /// <summary>Whether agents may compose tools (<c>allow</c>, <c>ask</c>) or not (<c>deny</c>).</summary>
    internal bool MayCompose { get; init; } = true;

    /// <summary>Whether the person has to agree to each change of the composed tools first (<c>ask</c>).</summary>
    internal bool AsksToCompose { get; init; }

    /// <summary>Whether composed tools stand in <c>tools/list</c>.</summary>
    internal bool ListComposed { get; init; } = true;

    /// <summary>How long the first <c>tools/list</c> waits for upstreams of which nothing is remembered.</summary>
    internal TimeSpan StartupWait { get; init; } = TimeSpan.FromSeconds(3);

    internal BuiltInSettings BuiltIn { get; init; } = BuiltInSettings.Default;

    internal TelemetrySettings Telemetry { get; init; } = TelemetrySettings.None;
}
