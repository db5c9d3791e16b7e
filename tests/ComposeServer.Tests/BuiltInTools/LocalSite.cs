using System.Net;
using System.Net.Sockets;

namespace ComposeServer.Tests.BuiltInTools;

/// <summary>A web site on 127.0.0.1 that answers every request as it is told.</summary>
internal sealed class LocalSite : IDisposable
{
    private readonly HttpListener _listener = new();

    internal LocalSite(Func<HttpListenerContext, Task> answer)
    {
        Port = FreePort();
        _listener.Prefixes.Add($"http://127.0.0.1:{Port}/");
        _listener.Prefixes.Add($"http://localhost:{Port}/");
        _listener.Start();
        _ = Task.Run(() => ServeAsync(answer));
    }

    internal int Port { get; }

    internal string Url => $"http://127.0.0.1:{Port}/";

    internal static async Task Send(HttpListenerContext context, byte[] body, string? type = "text/plain", int status = 200)
    {
        context.Response.StatusCode = status;
        if (type is not null)
            context.Response.ContentType = type;
        if (context.Request.HttpMethod != "HEAD")
            await context.Response.OutputStream.WriteAsync(body);
        context.Response.Close();
    }

    internal static Task Redirect(HttpListenerContext context, string location)
    {
        context.Response.StatusCode = 302;
        context.Response.RedirectLocation = location;
        context.Response.Close();
        return Task.CompletedTask;
    }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync(Func<HttpListenerContext, Task> answer)
    {
        while (_listener.IsListening)
            try
            {
                _ = Answer(answer, await _listener.GetContextAsync());
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
    }

    private static async Task Answer(Func<HttpListenerContext, Task> answer, HttpListenerContext context)
    {
        try
        {
            await answer(context);
        }
        catch (Exception e) when (e is HttpListenerException or IOException or ObjectDisposedException)
        {
            // The client has gone.
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
