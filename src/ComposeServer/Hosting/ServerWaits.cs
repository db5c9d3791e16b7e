using System.Text.Json;
using ComposeServer.Engine.Definitions;
using ComposeServer.Upstreams;

namespace ComposeServer.Hosting;

/// <summary>Waits for upstreams that have not answered yet, never longer than need be.</summary>
internal sealed class ServerWaits(UpstreamSet upstreams, IEnumerable<string> remembered, TimeSpan startupWait, TimeProvider time)
{
    /// <summary>The longest wait for the first connection of a server that is named.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly HashSet<string> _remembered = new(remembered, StringComparer.Ordinal);
    private readonly long _started = time.GetTimestamp();

    private TimeSpan Left => startupWait - time.GetElapsedTime(_started) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    /// <summary>Ends once each upstream has answered, is remembered or has failed; at the latest when the start-up wait is over.</summary>
    internal async ValueTask FirstAnswers(CancellationToken cancellationToken)
    {
        if (Left > TimeSpan.Zero && upstreams.Snapshots.Any(s => !_remembered.Contains(s.Name)))
            await upstreams.FirstAnswers(Left, cancellationToken);
    }

    /// <summary>Waits for the first answer of the server that a full tool name begins with; false when there is no such server.</summary>
    internal async ValueTask<bool> ForServerOf(string tool, CancellationToken cancellationToken)
    {
        var mark = tool.IndexOf("__", StringComparison.Ordinal);
        if (mark <= 0 || !upstreams.Snapshots.Any(s => s.Name == tool[..mark]))
            return false;
        try
        {
            await upstreams.FirstAnswer(tool[..mark], cancellationToken).WaitAsync(Longest, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // What it lacks is then said where it is looked up.
        }

        return true;
    }

    /// <summary>Waits for the servers whose tools a definition names; for all of them where it names a tool without its server.</summary>
    internal async ValueTask ForServersIn(JsonElement definition, CancellationToken cancellationToken)
    {
        foreach (var tool in ToolNames.In(definition))
            await ForTool(tool, cancellationToken);
    }

    /// <summary>Waits until every upstream has answered or failed.</summary>
    internal Task ForAll(CancellationToken cancellationToken) => upstreams.FirstAnswers(Longest, cancellationToken);

    private async ValueTask ForTool(string tool, CancellationToken cancellationToken)
    {
        if (tool.Contains("__", StringComparison.Ordinal))
            await ForServerOf(tool, cancellationToken);
        else
            await upstreams.FirstAnswers(Left, cancellationToken);
    }
}
