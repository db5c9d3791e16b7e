namespace ComposeServer.Benchmarks.Latency;

/// <summary>A client of one server.</summary>
internal interface ICaller : IDisposable
{
    /// <summary>Calls a tool; gives the text of its result, which must be good.</summary>
    string Call(string tool, string arguments);
}
