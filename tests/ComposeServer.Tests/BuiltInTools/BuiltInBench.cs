using System.Collections.Immutable;
using ComposeServer.BuiltInTools;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Tests.BuiltInTools;

/// <summary>A folder of its own with two roots and a place outside them, and calls of the tools on it.</summary>
internal sealed class BuiltInBench : IDisposable
{
    private readonly string _folder = RealPath.Of(Directory.CreateTempSubdirectory("roots-").FullName)!;

    internal BuiltInBench()
    {
        Directory.CreateDirectory(Root);
        Directory.CreateDirectory(SecondRoot);
        Directory.CreateDirectory(Outside);
        File.WriteAllText(Path.Combine(Outside, "secret.txt"), "secret");
    }

    internal string Root => Path.Combine(_folder, "one");

    internal string SecondRoot => Path.Combine(_folder, "two");

    internal string Outside => Path.Combine(_folder, "out");

    internal ImmutableArray<string> Hosts { get; init; } = [];

    internal BuiltInLimits Limits { get; init; } = new();

    internal TimeProvider Time { get; init; } = TimeProvider.System;

    internal ImmutableArray<Tool> Tools => BuiltIns.Create(new BuiltInOptions([Root, SecondRoot], Hosts) { Limits = Limits }, Time);

    internal void Write(string path, string text)
    {
        var whole = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(whole)!);
        File.WriteAllText(whole, text);
    }

    internal void Link(string path, string target) => File.CreateSymbolicLink(Path.Combine(Root, path), target);

    internal ValueTask<ToolResult> Call(string tool, string arguments, CancellationToken cancellationToken = default) =>
        Tools.Single(t => t.Name == tool).Invoke(new ToolCall(JsonText.Parse(arguments), CallContext.Alone), cancellationToken);

    internal async Task<Value> Good(string tool, string arguments)
    {
        var result = await Call(tool, arguments);
        Assert.Null(result.Failure);
        return result.Value;
    }

    internal async Task<ToolFailure> Bad(string tool, string arguments)
    {
        var result = await Call(tool, arguments);
        Assert.NotNull(result.Failure);
        return result.Failure;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
