namespace ComposeServer.BuiltInTools;

/// <summary>Reads plain files whole.</summary>
internal static class FileBytes
{
    /// <summary>The bytes of a file; null when there are more than <paramref name="most"/>.</summary>
    /// <exception cref="BuiltInFailureException">It is no plain file.</exception>
    internal static byte[]? Read(FilePlace place, int most)
    {
        using var file = RegularFile.Open(place);
        // Some files of the system say that they are empty and are not, so that the end is where nothing more comes.
        var length = RandomAccess.GetLength(file);
        if (length > most)
            return null;
        var bytes = new byte[length + 1];
        for (var at = 0; ;)
        {
            var read = RandomAccess.Read(file, bytes.AsSpan(at), at);
            at += read;
            if (read == 0)
                return bytes.AsSpan(0, at).ToArray();
            if (at > most)
                return null;
            if (at == bytes.Length)
                Array.Resize(ref bytes, (int)Math.Min(2L * bytes.Length, most + 1L));
        }
    }
}
