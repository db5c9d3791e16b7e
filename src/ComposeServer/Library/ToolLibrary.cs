using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.Configuration;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Library;

/// <summary>
/// The composed tools that are kept (section 15 of the contract): what they are now, changes that no other process on the same home can lose,
/// and word of what others change. Safe from any thread.
/// </summary>
internal sealed class ToolLibrary : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Home _home;
    private readonly LibraryLimits _limits;
    private readonly ILogger _log;
    private readonly TimeProvider _time;
    private readonly LibraryFile _file;
    private readonly LibraryLock _lock;
    private LibraryReading _reading;
    private LibrarySnapshot _current = LibrarySnapshot.Empty;
    private LibraryWatch? _watch;

    private ToolLibrary(Home home, LibraryLimits limits, ILogger log, TimeProvider time)
    {
        _home = home;
        _limits = limits;
        _log = log;
        _time = time;
        _file = new LibraryFile(home.ComposedTools, time);
        _lock = new LibraryLock(home.ComposedTools + ".lock", limits.LockWait);
        _reading = _file.Last;
    }

    /// <summary>Raised on a pool thread after others changed the file, or it became readable or unreadable; not for changes made here.</summary>
    internal event Action? Changed;

    /// <summary>The library as it was read or written last.</summary>
    internal LibrarySnapshot Current => Volatile.Read(ref _current);

    /// <summary>Opens the library of a home and watches it. What is wrong with the file is a problem of the snapshot, never an exception.</summary>
    internal static ToolLibrary Open(Home home, LibraryLimits limits, ILogger log, TimeProvider time)
    {
        var library = new ToolLibrary(home, limits, log, time);
        library.Prepare();
        library._watch = new LibraryWatch(home.ComposedTools, library.RefreshFromTimer, log, time);
        return library;
    }

    /// <summary>Looks at the file now, without waiting for the watch.</summary>
    internal void Refresh()
    {
        lock (_gate)
            Look();
    }

    /// <summary>Puts a tool into the library; where its name is taken, only when it is to be replaced.</summary>
    internal LibraryWrite Put(string name, JsonElement definition, ImmutableSortedDictionary<string, string> uses, bool replace) =>
        Update(library => library.Has(name) && !replace
            ? LibraryChange.Refused(LibraryWriteStatus.NameTaken, "The library has a tool of this name: set \"replace\" to true to replace it, or choose another name.")
            : LibraryChange.Of(LibraryEdit.Put(name, definition, uses)));

    internal LibraryWrite Remove(string name) =>
        Update(library => library.Has(name)
            ? LibraryChange.Of(LibraryEdit.Remove(name))
            : LibraryChange.Refused(LibraryWriteStatus.NotFound, "The library has no tool of this name."));

    /// <summary>
    /// Decides on a change while no other process can write, knowing what is in the file now, and makes it.
    /// <paramref name="decide"/> must not change the library itself.
    /// </summary>
    internal LibraryWrite Update(Func<LibrarySnapshot, LibraryChange> decide)
    {
        lock (_gate)
        {
            try
            {
                // It may have been deleted, or the file that stood in its place.
                _home.Ensure();
                using var held = _lock.Take();
                return held is null
                    ? Failed("Another process has been writing composed-tools.json all the time; nothing was changed. Try again.")
                    : Write(decide);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                _log.LibraryNotWritten(e);
                return Failed($"composed-tools.json could not be written, and nothing was changed: {e.Message}");
            }
        }
    }

    public void Dispose() => _watch?.Dispose();

    // An exception on a timer's thread would end the process.
    private void RefreshFromTimer()
    {
        try
        {
            Refresh();
        }
        catch (Exception e)
        {
            _log.LibraryListenerFailed(e);
        }
    }

    private void Prepare()
    {
        try
        {
            _home.Ensure();
            using var held = _lock.TryTake();
            if (held is not null)
                AbandonedFiles.Delete(_home.ComposedTools);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What is there may be readable all the same.
            _log.LibraryHomeNotReady(e);
        }

        Look();
        if (_reading.State == FileState.Damaged)
            TakeWhatIsWhole();
    }

    private void TakeWhatIsWhole()
    {
        Volatile.Write(ref _current, _reading.Snapshot.WithFault(_reading.Fault));
        try
        {
            if (_file.SetAside() is { } copy)
                Report($"{_reading.Fault}. It was copied to {copy}; its {Current.Entries.Count} whole entries are kept.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is tried again before the next write, which waits for it.
            _log.LibraryNotWritten(e);
        }
    }

    private LibraryWrite Write(Func<LibrarySnapshot, LibraryChange> decide)
    {
        Look();
        if (_reading.State is FileState.Newer or FileState.Inaccessible)
            return Failed($"{_reading.Fault}. Nothing was changed.");
        var start = (_reading.State == FileState.Damaged ? Current.Over(_reading.Snapshot) : Current).WithFault(null);
        var change = decide(start);
        if (change.Edits.IsEmpty)
            return new LibraryWrite(change.Status, Current, 0, change.Message);
        var write = LibraryEditing.Apply(start, change, _limits, _time.GetUtcNow());
        if (!write.Done)
            return write with { Snapshot = Current };
        if (_reading.State == FileState.Damaged && _file.SetAside() is { } copy)
            _log.LibraryProblem($"{_reading.Fault}. It was copied to {copy}, and writing goes on in a new file.");
        _reading = _file.Write(write.Snapshot);
        Volatile.Write(ref _current, write.Snapshot);
        return write;
    }

    private void Look()
    {
        var reading = _file.Look(Current);
        if (ReferenceEquals(reading, _reading))
            return;
        _reading = reading;
        Volatile.Write(ref _current, reading.State == FileState.Readable ? reading.Snapshot : Current.WithFault(Fault(reading)));
        foreach (var problem in Current.Problems)
            _log.LibraryProblem(problem.Message);
        ThreadPool.UnsafeQueueUserWorkItem(static library => library.Tell(), this, preferLocal: false);
    }

    // What is here is kept until there is something to read instead.
    private string? Fault(LibraryReading reading) => reading.State != FileState.Missing ? reading.Fault
        : Current.Entries.IsEmpty ? null
        : "composed-tools.json is gone; its tools are kept, and written again with the next change. An empty library is written {\"tools\": {}}";

    private void Report(string fault)
    {
        _log.LibraryProblem(fault);
        Volatile.Write(ref _current, Current.WithFault(fault));
    }

    private LibraryWrite Failed(string message) => new(LibraryWriteStatus.Failed, Current, 0, message);

    private void Tell()
    {
        try
        {
            Changed?.Invoke();
        }
        catch (Exception e)
        {
            _log.LibraryListenerFailed(e);
        }
    }
}
