using System.Text;

namespace ComposeServer.StandIn;

/// <summary>How an answer goes out, and what goes out before it: once and whole and alone, unless the script spoils it.</summary>
internal static class Delivery
{
    internal static void Send(Output output, Script reply, string answer)
    {
        var bytes = (reply.Flag("latin1") ? Encoding.Latin1 : Encoding.UTF8).GetBytes(answer + "\n");
        if (reply.Text("answerPart") is { } part)
            bytes = [.. bytes[..(bytes.Length / 2)], .. part == "line" ? "\n"u8 : []];
        for (var times = reply.Number("answerTimes") ?? 1; times > 0; times--)
            output.Write(bytes);
        if (reply.Number("dieAfter") is { } code)
            Environment.Exit(code);
    }

    /// <summary>Writes the same line again and again, a thousand at a time, so often or until the call is cancelled.</summary>
    internal static void Flood(Output output, Script reply, string? progressToken, CancellationToken cancellationToken)
    {
        var flood = new Script(reply.Get("flood") ?? default);
        if (flood.Text("line") is not { } line)
            return;
        var thousand = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(line.Replace("$TOKEN", progressToken, StringComparison.Ordinal) + "\n", 1_000)));
        for (var left = flood.Number("thousands") ?? int.MaxValue; left > 0; left--)
        {
            cancellationToken.ThrowIfCancellationRequested();
            output.Write(thousand);
        }
    }
}
