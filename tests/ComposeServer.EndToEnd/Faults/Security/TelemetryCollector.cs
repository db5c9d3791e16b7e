using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.EndToEnd.Faults.Security;

/// <summary>Takes what is sent over OTLP, and refuses all else.</summary>
internal sealed class TelemetryCollector : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Channel<string> _bodies = Channel.CreateUnbounded<string>();

    internal TelemetryCollector()
    {
        Url = $"http://127.0.0.1:{FreePort()}";
        _listener.Prefixes.Add(Url + "/");
        _listener.Start();
        _ = Task.Run(Listen);
    }

    internal string Url { get; }

    /// <summary>All that comes up to a body that holds this text.</summary>
    internal async Task<string> Until(string text)
    {
        var all = new StringBuilder();
        while (true)
        {
            var body = await _bodies.Reader.ReadAsync().AsTask().WaitAsync(Places.Patience);
            all.Append(body);
            if (body.Contains(text, StringComparison.Ordinal))
                return all.ToString();
        }
    }

    public void Dispose() => _listener.Close();

    private async Task Listen()
    {
        while (_listener.IsListening)
            try
            {
                var context = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                var isTelemetry = context.Request.Url!.AbsolutePath.StartsWith("/v1/", StringComparison.Ordinal);
                if (isTelemetry)
                    _bodies.Writer.TryWrite(Encoding.UTF8.GetString(body.ToArray()));
                context.Response.StatusCode = isTelemetry ? 200 : 401;
                context.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
