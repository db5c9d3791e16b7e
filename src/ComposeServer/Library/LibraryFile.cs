using System.Buffers;
using System.Globalization;
using ComposeServer.Configuration;

namespace ComposeServer.Library;

/// <summary>The file on the disk, and its bytes as they were seen or written last: whether it has changed is never a guess.</summary>
internal sealed class LibraryFile(string path, TimeProvider time)
{
    private const long MaxBytes = 1 << 30;

    // What was seen last, and room for what comes next.
    private ArrayBufferWriter<byte> _seen = new();
    private ArrayBufferWriter<byte> _next = new();
    private LibraryReading _reading = new(FileState.Missing, LibrarySnapshot.Empty);
    private bool _isSetAside;

    /// <summary>What the file said when it was looked at last, and before that, that there is none.</summary>
    internal LibraryReading Last => _reading;

    /// <summary>Looks at the file, and reads it when it has changed; what it said last, otherwise the same object.</summary>
    internal LibraryReading Look(LibrarySnapshot known)
    {
        try
        {
            if (!Load())
                return Without(FileState.Missing, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Without(FileState.Inaccessible, Directory.Exists(path)
                ? "composed-tools.json is a folder; move it away"
                : "composed-tools.json cannot be opened; see to its rights, and that no other program holds it");
        }

        var same = _reading.State is not (FileState.Missing or FileState.Inaccessible) && _next.WrittenSpan.SequenceEqual(_seen.WrittenSpan);
        return same ? _reading : Adopt(LibraryReader.Read(_next.WrittenSpan, known));
    }

    /// <summary>Writes a library over what is there; on an exception what was there stands.</summary>
    internal LibraryReading Write(LibrarySnapshot library)
    {
        _next.ResetWrittenCount();
        LibraryWriter.Write(library, _next);
        AtomicFile.Write(path, _next.WrittenSpan);
        return Adopt(new LibraryReading(FileState.Readable, library));
    }

    /// <summary>Copies a damaged file, as it was seen last, to a new file beside it, once; null when such a copy is there already.</summary>
    internal string? SetAside()
    {
        if (_isSetAside || HasTwin())
        {
            _isSetAside = true;
            return null;
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"{path}.corrupt-{time.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}");
        for (var i = 1; ; i++)
        {
            var copy = i == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}-{i}");
            if (!TryCreate(copy))
                continue;
            _isSetAside = true;
            return Path.GetFileName(copy);
        }
    }

    private LibraryReading Without(FileState state, string? fault) =>
        _reading.State == state && _reading.Fault == fault ? _reading : _reading = new LibraryReading(state, LibrarySnapshot.Empty, fault);

    private LibraryReading Adopt(LibraryReading reading)
    {
        (_seen, _next) = (_next, _seen);
        _isSetAside = false;
        return _reading = reading;
    }

    /// <summary>Reads the whole file into the room for what comes next; false when there is none.</summary>
    private bool Load()
    {
        _next.ResetWrittenCount();
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
            if (RandomAccess.GetLength(file) > MaxBytes)
                throw new IOException("The file is over 1 GiB.");
            for (int read, at = 0; ; at += read)
            {
                read = RandomAccess.Read(file, _next.GetSpan((int)Math.Max(RandomAccess.GetLength(file) - at, 0) + 1), at);
                if (read == 0)
                    return true;
                _next.Advance(read);
            }
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    private bool HasTwin()
    {
        foreach (var copy in Directory.EnumerateFiles(Path.GetDirectoryName(path)!, $"{Path.GetFileName(path)}.corrupt-*"))
            if (new FileInfo(copy).Length == _seen.WrittenCount && File.ReadAllBytes(copy).AsSpan().SequenceEqual(_seen.WrittenSpan))
                return true;
        return false;
    }

    private bool TryCreate(string copy)
    {
        if (File.Exists(copy) || Directory.Exists(copy))
            return false;
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(copy, options);
        file.Write(_seen.WrittenSpan);
        file.Flush(flushToDisk: true);
        return true;
    }
}
