using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.Configuration;
using ComposeServer.Library;
using Microsoft.Extensions.Logging.Abstractions;

namespace ComposeServer.Tests.Library;

/// <summary>A home in a folder of its own, gone with the test.</summary>
internal sealed class TemporaryHome : IDisposable
{
    internal static readonly ImmutableSortedDictionary<string, string> NoUses = LibraryEdit.NoUses;

    internal TemporaryHome() => Directory.CreateDirectory(Home.Directory);

    internal Home Home { get; } = new(Path.Combine(Path.GetTempPath(), $"home-{Guid.NewGuid():N}"));

    internal string File => Home.ComposedTools;

    internal string Text
    {
        get => System.IO.File.ReadAllText(File);
        set => System.IO.File.WriteAllText(File, value);
    }

    internal string[] Copies => Directory.GetFiles(Home.Directory, "composed-tools.json.corrupt-*");

    internal ToolLibrary Open(LibraryLimits? limits = null) => ToolLibrary.Open(Home, limits ?? new LibraryLimits(), NullLogger.Instance, TimeProvider.System);

    internal static JsonElement Definition(string name) => Json($$"""{"name":"{{name}}","description":"d","steps":[{"value":1}]}""");

    internal static JsonElement Json(string text) => JsonElement.Parse(text);

    public void Dispose() => Directory.Delete(Home.Directory, recursive: true);
}
