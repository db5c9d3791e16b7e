using System.Globalization;
using ComposeServer.Configuration;
using ComposeServer.Engine;
using ComposeServer.Engine.Execution;
using ComposeServer.Server.OwnTools;
using ComposeServer.Telemetry;

namespace ComposeServer.Hosting;

/// <summary>Makes the engine that the settings ask for.</summary>
internal static class EngineSettings
{
    // One for the process, whatever the settings come to be.
    private static readonly ResultCache Cache = new();

    internal static ComposeEngine Engine(Limits limits, TimeProvider time, RunFigures figures) => new(new EngineOptions
    {
        Time = time,
        NewRunId = static () => Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture),
        Observer = (Action<RunEvent>)figures.Hear + RunTelemetry.Hear,
        Random = Random.Shared.NextDouble,
        Cache = Cache,
        Limits = new EngineLimits
        {
            Steps = limits.Steps,
            Depth = limits.Depth,
            CallsPerRun = limits.CallsPerRun,
            Items = limits.Items,
            Parallel = limits.Parallel,
            ValueBytes = (int)Math.Min(int.MaxValue, limits.ValueBytes),
            RunBytes = limits.RunBytes,
        },
    });
}
