using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace ComposeServer.EndToEnd.Harness;

/// <summary>A process that writes a JSON message a line; all of them are kept, in the order in which they came, unless somebody hears them instead.</summary>
internal sealed class LineProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly List<JsonElement> _messages = [];
    private readonly List<string> _noMessages = [];
    private readonly List<string> _errors = [];
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _writing = new(1);
    private readonly Action<JsonElement> _hear;
    private readonly Task _reading;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal LineProcess(ProcessStartInfo start, Action<JsonElement>? hear = null)
    {
        _hear = hear ?? _messages.Add;
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.StandardOutputEncoding = start.StandardErrorEncoding = start.StandardInputEncoding = utf8;
        _process = Process.Start(start)!;
        _reading = Task.WhenAll(Read(_process.StandardOutput, Take), Read(_process.StandardError, _errors.Add));
    }

    internal int Id => _process.Id;

    internal TimeSpan ProcessorTime => _process.TotalProcessorTime;

    /// <summary>How many messages have come so far: the position of the next.</summary>
    internal int Count => Locked(() => _messages.Count);

    /// <summary>What it wrote to its standard output though it is no JSON.</summary>
    internal string[] NoMessages => Locked(() => _noMessages.ToArray());

    internal string[] Errors => Locked(() => _errors.ToArray());

    internal JsonElement this[int position] => Locked(() => _messages[position]);

    /// <summary>Writes these bytes, as they are.</summary>
    internal async Task Write(ReadOnlyMemory<byte> bytes)
    {
        await _writing.WaitAsync();
        try
        {
            await _process.StandardInput.BaseStream.WriteAsync(bytes).AsTask().WaitAsync(Places.Patience);
            await _process.StandardInput.BaseStream.FlushAsync();
        }
        finally
        {
            _writing.Release();
        }
    }

    internal Task WriteLine(string line) => Write(Encoding.UTF8.GetBytes(line + "\n"));

    /// <summary>The position of the first message at or after a position that is such; waits for it.</summary>
    internal async Task<int> Find(Predicate<JsonElement> isSuch, string what, int from = 0)
    {
        var found = -1;
        await Until(() => (found = _messages.FindIndex(Math.Min(from, _messages.Count), isSuch)) >= 0, what);
        return found;
    }

    /// <summary>The messages from one position on, before another.</summary>
    internal JsonElement[] Between(int from, int to) => Locked(() => _messages[from..to].ToArray());

    /// <summary>Waits until it has said this on standard error.</summary>
    internal Task Says(string text) => Until(() => _errors.Exists(line => line.Contains(text, StringComparison.Ordinal)), $"\"{text}\" on standard error");

    internal void EndInput() => _process.StandardInput.Close();

    internal void Kill() => _process.Kill();

    /// <summary>Waits for it to exit; gives its exit code.</summary>
    internal async Task<int> Exit(TimeSpan? patience = null)
    {
        await _process.WaitForExitAsync().WaitAsync(patience ?? Places.Patience);
        return _process.ExitCode;
    }

    /// <summary>Waits until all that it wrote has been read.</summary>
    internal Task OutputRead() => _reading.WaitAsync(Places.Patience);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync().WaitAsync(Places.Patience);
        _process.Dispose();
        _writing.Dispose();
    }

    private async Task Until(Func<bool> isSo, string what)
    {
        var end = DateTime.UtcNow + Places.Patience;
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (isSo())
                    return;
                changed = _changed.Task;
            }

            var isOver = _reading.IsCompleted;
            if (isOver || DateTime.UtcNow > end)
                throw new TimeoutException($"{what}: it did not come{(isOver ? ", and the process has ended" : "")}. Standard error:\n{string.Join('\n', Errors.TakeLast(20))}");
            await Task.WhenAny(changed, _reading, Task.Delay(end - DateTime.UtcNow > TimeSpan.Zero ? end - DateTime.UtcNow : TimeSpan.Zero));
        }
    }

    private async Task Read(StreamReader reader, Action<string> take)
    {
        while (await reader.ReadLineAsync() is { } line)
            lock (_lock)
            {
                take(line);
                var before = _changed;
                _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                before.SetResult();
            }
    }

    private void Take(string line)
    {
        try
        {
            _hear(Json.Parse(line));
        }
        catch (JsonException)
        {
            _noMessages.Add(line);
        }
    }

    private T Locked<T>(Func<T> read)
    {
        lock (_lock)
            return read();
    }
}
