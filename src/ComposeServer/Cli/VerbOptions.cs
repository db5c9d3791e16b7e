using ComposeServer.Configuration;
using ComposeServer.Hosting;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Cli;

/// <summary>The options that every verb takes.</summary>
internal sealed record VerbOptions(HomeOptions Home, LogLevel Level)
{
    internal ILoggerFactory Loggers() => LoggerFactory.Create(logging => StandardErrorLog.Configure(logging, Level));

    /// <summary>Opens what the verb works with.</summary>
    /// <param name="loggers">The log.</param>
    /// <param name="connects">Which upstreams it needs.</param>
    internal Composition Open(ILoggerFactory loggers, Func<UpstreamConfiguration, bool> connects) =>
        Composition.Open(Home, connects, loggers, TimeProvider.System);
}
