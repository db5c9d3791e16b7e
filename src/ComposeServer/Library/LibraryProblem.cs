namespace ComposeServer.Library;

/// <summary>Something in the file that could not be read; <paramref name="Name"/> is its entry, or null when it is the file itself.</summary>
internal sealed record LibraryProblem(string? Name, string Message);
