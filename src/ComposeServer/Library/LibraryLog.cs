using Microsoft.Extensions.Logging;

namespace ComposeServer.Library;

/// <summary>What the library says in the log.</summary>
internal static partial class LibraryLog
{
    [LoggerMessage(LogLevel.Warning, "The library: {Problem}")]
    internal static partial void LibraryProblem(this ILogger log, string problem);

    [LoggerMessage(LogLevel.Warning, "The library could not be written")]
    internal static partial void LibraryNotWritten(this ILogger log, Exception exception);

    [LoggerMessage(LogLevel.Warning, "The library's folder could not be made ready")]
    internal static partial void LibraryHomeNotReady(this ILogger log, Exception exception);

    [LoggerMessage(LogLevel.Information, "The library cannot be watched, and is looked at every few seconds instead")]
    internal static partial void LibraryNotWatched(this ILogger log, Exception exception);

    [LoggerMessage(LogLevel.Error, "A change of the library could not be taken in")]
    internal static partial void LibraryListenerFailed(this ILogger log, Exception exception);
}
