namespace ComposeServer.Engine.Patterns;

/// <summary>
/// Searches that the engine might not end in time, because it looks at its clock only now and then: each on a thread of its own, which is
/// left alone when its time is over.
/// </summary>
internal static class PatternThreads
{
    // Those that are left alone go on until the engine looks at its clock; so many may at once.
    private static readonly SemaphoreSlim Places = new(4);

    /// <exception cref="PatternTimeoutException">It took longer, or there was no place for it.</exception>
    internal static T Run<T>(Func<T> search, TimeSpan longest)
    {
        if (!Places.Wait(longest))
            throw new PatternTimeoutException();
        var ended = new TaskCompletionSource<T>();
        var thread = new Thread(() => Search(search, ended)) { IsBackground = true, Name = "regular expression" };
        thread.Start();
        return ((IAsyncResult)ended.Task).AsyncWaitHandle.WaitOne(longest) ? ended.Task.GetAwaiter().GetResult() : throw new PatternTimeoutException();
    }

    private static void Search<T>(Func<T> search, TaskCompletionSource<T> ended)
    {
        try
        {
            ended.SetResult(search());
        }
        catch (Exception failure)
        {
            ended.SetException(failure);
        }
        finally
        {
            Places.Release();
        }
    }
}
