using System.Collections.Immutable;

namespace ComposeServer.Library;

/// <summary>What is to be done to a library, all of it or nothing; or the reason why nothing is.</summary>
internal sealed record LibraryChange
{
    internal ImmutableArray<LibraryEdit> Edits { get; private init; } = [];

    /// <summary>How the write ends when nothing is to be done.</summary>
    internal LibraryWriteStatus Status { get; private init; } = LibraryWriteStatus.Unchanged;

    internal string? Message { get; private init; }

    /// <summary>Leaves the library as it is.</summary>
    internal static LibraryChange None { get; } = new();

    internal static LibraryChange Of(params ImmutableArray<LibraryEdit> edits) => new() { Edits = edits };

    /// <summary>Leaves the library as it is, and says why.</summary>
    internal static LibraryChange Refused(LibraryWriteStatus status, string message) => new() { Status = status, Message = message };
}
