using System.Collections.Immutable;
using System.Reflection;
using ComposeServer.Catalog;
using ComposeServer.Engine.Json;

namespace ComposeServer.Composing.Blueprints;

/// <summary>The blueprints that come with the program: the JSON files beside this one.</summary>
internal static class ReadyBlueprints
{
    private const string Folder = "ComposeServer.Composing.Blueprints.";

    /// <summary>By name, in ordinal order.</summary>
    internal static ImmutableSortedDictionary<string, ComposedTool> All { get; } = Load();

    private static ImmutableSortedDictionary<string, ComposedTool> Load()
    {
        var all = ImmutableSortedDictionary.CreateBuilder<string, ComposedTool>(StringComparer.Ordinal);
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames())
            if (resource.StartsWith(Folder, StringComparison.Ordinal))
                all.Add(resource[Folder.Length..^".json".Length], Read(assembly, resource));
        return all.ToImmutable();
    }

    private static ComposedTool Read(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return new ComposedTool
        {
            Name = resource[Folder.Length..^".json".Length],
            Definition = JsonText.Parse(reader.ReadToEnd()).ToElement(),
            Uses = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal),
            IsSaved = false,
        };
    }
}
