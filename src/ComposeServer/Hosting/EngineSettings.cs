using System.Globalization;
using ComposeServer.Configuration;
using ComposeServer.Engine;
using ComposeServer.Server.OwnTools;

namespace ComposeServer.Hosting;

/// <summary>Makes the engine that the settings ask for.</summary>
internal static class EngineSettings
{
    internal static ComposeEngine Engine(Limits limits, TimeProvider time, RunFigures figures) => new(new EngineOptions
    {
        Time = time,
        NewRunId = static () => Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture),
        RunEnded = figures.Count,
        Limits = new EngineLimits
        {
            Steps = limits.Steps,
            Depth = limits.Depth,
            CallsPerRun = limits.CallsPerRun,
            ValueBytes = (int)Math.Min(int.MaxValue, limits.ValueBytes),
            RunBytes = limits.RunBytes,
        },
    });
}
