using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace ComposeServer.Server.Questions;

/// <summary>Asks a client's person with requests of our own, where the protocol has handshakes (<c>elicitation/create</c>, to 2025-11-25).</summary>
/// <param name="server">The connection.</param>
/// <param name="withMode">Whether the client knows modes of questions.</param>
/// <param name="call">Cancelled with the call: nobody is asked then, by what cleans up after it either.</param>
internal sealed class ClientQuestions(McpServer server, bool withMode, CancellationToken call)
{
    /// <summary>Asks, and waits for the answer; cancelling tells the client that it is no longer wanted.</summary>
    /// <exception cref="AskFailedException">The client answered with an error, with something else, or is gone.</exception>
    internal async ValueTask<QuestionAnswer> AskAsync(Question question, CancellationToken cancellationToken)
    {
        var id = new RequestId("ask-" + RandomNumberGenerator.GetHexString(16, lowercase: true));
        var request = new JsonRpcRequest { Id = id, Method = RequestMethods.ElicitationCreate, Params = Node(QuestionMessage.Parameters(question, withMode)) };
        using var wanted = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, call);
        using var forgotten = new CancellationTokenSource();
        if (call.IsCancellationRequested)
            throw new AskFailedException("The call was cancelled, so nobody can be asked any more.");
        var pending = server.SendRequestAsync(request, forgotten.Token);
        try
        {
            return Read((await pending.WaitAsync(wanted.Token)).Result);
        }
        catch (Exception e) when (e is not (AskFailedException or OperationCanceledException) || !cancellationToken.IsCancellationRequested)
        {
            throw e as AskFailedException ?? new AskFailedException($"The client could not ask the person: {e.Message}");
        }
        finally
        {
            if (!pending.IsCompleted)
                await WithdrawAsync(id, pending, forgotten);
        }
    }

    // The SDK tells nobody when a request is given up; and it keeps it until it is.
    private async Task WithdrawAsync(RequestId id, Task pending, CancellationTokenSource forgotten)
    {
        try
        {
            var parameters = Value.Of([new Member("requestId", Value.Of((string)id.Id!)), new Member("reason", Value.Of("The question is no longer open."))]);
            await server.SendMessageAsync(new JsonRpcNotification { Method = NotificationMethods.CancelledNotification, Params = Node(parameters) }, CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or OperationCanceledException)
        {
            // The client is gone, and its person with it.
        }

        await forgotten.CancelAsync();
        await pending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static QuestionAnswer Read(JsonNode? result) =>
        result is not null && QuestionMessage.TryRead(JsonText.Parse(result.ToJsonString()), out var answer)
            ? answer
            : throw new AskFailedException("What the client answered to the question is no answer: \"action\" must be \"accept\", \"decline\" or \"cancel\", and \"content\" an object.");

    private static JsonNode Node(Value value) => JsonNode.Parse(value.ToUtf8().WrittenSpan)!;
}
