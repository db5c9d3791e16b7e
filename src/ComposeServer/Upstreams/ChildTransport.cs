using System.Diagnostics;
using ComposeServer.Configuration;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace ComposeServer.Upstreams;

/// <summary>The transport to the program of a stdio server.</summary>
/// <remarks>
/// Ours rather than the SDK's for the way that the answer to a call takes: it is parsed once, as it came, and handed to who waits for it by the
/// thread that read it. Through the SDK's transport and session it is parsed three times and changes threads four times, and each change costs
/// more than all the rest of a call. Everything else that is said goes to the SDK's client, whose seam this is.
/// </remarks>
internal sealed class ChildTransport : IClientTransport
{
    private readonly ProcessStartInfo _start;
    private readonly ChildOutput _output;
    private readonly Incoming _incoming;

    /// <exception cref="IOException">What is configured cannot be used; the message holds no secrets.</exception>
    internal ChildTransport(UpstreamConfiguration server, ChildOutput output, Incoming incoming)
    {
        (Name, _output, _incoming) = (server.Name, output, incoming);
        _start = Child.Setup(server);
    }

    public string Name { get; }

    public Task<ITransport> ConnectAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return Task.FromResult<ITransport>(new ChildConnection(Name, Child.Start(_start, _output), _output, _incoming));
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            throw new IOException("It could not be started.", e);
        }
    }
}
