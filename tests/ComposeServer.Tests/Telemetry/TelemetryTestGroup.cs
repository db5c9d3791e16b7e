namespace ComposeServer.Tests.Telemetry;

/// <summary>What listens to the whole process takes turns.</summary>
[CollectionDefinition(Name)]
public sealed class TelemetryTestGroup
{
    internal const string Name = "telemetry";
}
