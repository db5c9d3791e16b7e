using ModelContextProtocol.Client;

namespace ComposeServer.Upstreams;

/// <summary>Why a connection has ended, for people, going on after the server's name.</summary>
internal static class Ending
{
    /// <summary>What the SDK tells of the end, and what the child said before it. It may hold secrets.</summary>
    internal static string Of(ClientCompletionDetails? details, ChildOutput output) => details switch
    {
        StdioClientCompletionDetails { ExitCode: { } code } => $"it exited with code {code}{output}",
        StdioClientCompletionDetails => $"it closed its output{output}",
        HttpClientCompletionDetails { HttpStatusCode: { } status } => $"it answered with HTTP status {(int)status}",
        { Exception: HttpRequestException e } => Of(e),
        _ => "it ended the session",
    };

    internal static string Of(HttpRequestException exception) => exception.StatusCode is { } status
        ? $"it answered with HTTP status {(int)status}"
        : $"it cannot be reached ({exception.GetBaseException().Message})";
}
