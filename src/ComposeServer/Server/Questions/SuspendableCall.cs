using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Server.Questions;

/// <summary>
/// A call that goes on while the requests that it answers come and go: what has run is not run again when a client comes back
/// with the answers to its questions.
/// </summary>
internal sealed class SuspendableCall(TimeProvider time) : IDisposable
{
    /// <summary>How long a question waits for others that are asked at the same time.</summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(20);

    private const int MostGraces = 10;

    private readonly CancellationTokenSource _over = new();
    private readonly ProgressRelay _progress = new();

    internal OpenQuestions Questions { get; } = new();

    /// <summary>The answer to the call, once it has ended.</summary>
    internal Task<Value> Result { get; private set; } = Task.FromResult(Value.Nothing);

    /// <summary>Begins.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="progress">Hears of its first progress; null when nobody ever wants to hear of any.</param>
    /// <param name="call">What is called.</param>
    internal void Start(Value arguments, ProgressSender? progress, Func<ToolCall, CancellationToken, ValueTask<Value>> call)
    {
        _progress.To(progress);
        var context = new CallContext { Ask = Questions.AskAsync, Progress = progress is null ? null : _progress.Report };
        Result = call(new ToolCall(arguments, context), _over.Token).AsTask();
    }

    /// <summary>Waits, on behalf of one request, until the call has ended (true) or is asking (false). Cancelling the request cancels the call.</summary>
    /// <param name="progress">Hears of progress meanwhile.</param>
    /// <param name="cancellationToken">The request's.</param>
    internal async ValueTask<bool> GoOnAsync(ProgressSender? progress, CancellationToken cancellationToken)
    {
        _progress.To(progress);
        bool ended;
        await using (cancellationToken.UnsafeRegister(static call => ((SuspendableCall)call!).Cancel(), this))
            ended = await EndsAsync();
        await _progress.StopAsync();
        // A request that was cancelled gets no questions any more.
        if (cancellationToken.IsCancellationRequested)
            await ((Task)Result).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        return ended;
    }

    /// <summary>Cancels it; what it does then (undoing, cleaning up) goes on.</summary>
    internal void Cancel()
    {
        try
        {
            _over.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has just ended.
        }

        Questions.Shut();
    }

    public void Dispose() => _over.Dispose();

    private async Task<bool> EndsAsync()
    {
        while (!Result.IsCompleted)
        {
            await Task.WhenAny(Result, Questions.AnyAsync());
            if (!Result.IsCompleted && await AsksAsync())
                return false;
        }

        return true;
    }

    // Branches that run side by side ask one after another, and their person is better asked once.
    private async Task<bool> AsksAsync()
    {
        for (var (waited, seen) = (0, -1); waited < MostGraces && seen != Questions.Count && !Result.IsCompleted; waited++)
        {
            seen = Questions.Count;
            await Task.WhenAny(Result, Task.Delay(Grace, time));
        }

        return !Result.IsCompleted && Questions.AnyAsync().IsCompleted;
    }
}
