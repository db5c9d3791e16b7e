namespace ComposeServer.Upstreams;

/// <summary>An upstream could not be connected; the message goes on after its name ("it exited with code 1"), without secrets.</summary>
internal sealed class ConnectionFailedException(string message) : Exception(message);
