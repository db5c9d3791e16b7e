using System.Text.Json;
using ComposeServer.Configuration;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Upstreams;

/// <summary>Turns what became of a call into a result.</summary>
internal static class CallOutcome
{
    private const int InvalidParameters = -32602;

    internal static ToolResult Of(Answer answer, UpstreamConfiguration server, Secrets secrets) => answer.Kind switch
    {
        Answer.Outcome.Result => OfResult(answer, server),
        Answer.Outcome.Error => ToolResult.Failed(
            answer.Code == InvalidParameters ? FailureKind.InvalidArguments : FailureKind.Protocol, secrets.Hidden(answer.Message), answer.Code),
        Answer.Outcome.Unsendable => ToolResult.Failed(
            FailureKind.InvalidArguments, $"The arguments cannot be sent to server \"{server.Name}\": they nest too deep."),
        Answer.Outcome.Question => ToolResult.Failed(
            FailureKind.Protocol, $"Server \"{server.Name}\" asks the caller a question, which is not supported yet."),
        Answer.Outcome.TimedOut => ToolResult.Failed(
            FailureKind.Timeout, $"Server \"{server.Name}\" gave no sign of life for {server.Timeout.TotalSeconds:0.###} s, and the call was cancelled."),
        Answer.Outcome.Lost => ToolResult.Failed(
            FailureKind.Transport, $"The connection to server \"{server.Name}\" was lost during the call: {secrets.Hidden(answer.Message)}."),
        Answer.Outcome.Dropped => ToolResult.Failed(
            FailureKind.Transport, $"Server \"{server.Name}\" dropped the call: {secrets.Hidden(answer.Message)}."),
        _ => Unusable(server, secrets.Hidden(answer.Message)),
    };

    /// <summary>What became of a call, as far as it tells whether the upstream is alive.</summary>
    internal static Sign SignOf(Answer answer) => answer.Kind switch
    {
        Answer.Outcome.Cancelled or Answer.Outcome.Unsendable or Answer.Outcome.Lost => Sign.None,
        Answer.Outcome.Dropped or Answer.Outcome.TimedOut or Answer.Outcome.Unusable => Sign.Dead,
        Answer.Outcome.Result when !IsUsable(answer) => Sign.Dead,
        _ => Sign.Alive,
    };

    private static bool IsUsable(Answer answer) => answer is { Sound: true, Result.ValueKind: JsonValueKind.Object };

    private static ToolResult OfResult(Answer answer, UpstreamConfiguration server)
    {
        if (!answer.Sound)
            return Unusable(server, "it nests deeper than 64, names something twice, or is not text throughout");
        if (answer.Result.ValueKind != JsonValueKind.Object)
            return Unusable(server, "it is not an object");
        return ToolResult.FromMcp(answer.Result);
    }

    private static ToolResult Unusable(UpstreamConfiguration server, string why) =>
        ToolResult.Failed(FailureKind.Transport, $"The answer of server \"{server.Name}\" cannot be used: {why}.");
}
