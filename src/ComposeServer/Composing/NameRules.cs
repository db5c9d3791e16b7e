using ComposeServer.Catalog;
using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Json;

namespace ComposeServer.Composing;

/// <summary>Whether a definition may have the name that it has, beside what is there.</summary>
internal static class NameRules
{
    private static readonly JsonPointer Path = JsonPointer.Root.At("name");

    internal static void Check(ToolDefinition definition, CatalogSnapshot catalog, ProblemList problems)
    {
        if (catalog.OwnTools.Contains(definition.Name))
            problems.Error(Path, "taken_name", $"\"{definition.Name}\" is one of the server's own tools.", $"\"{Free(definition.Name, catalog)}\"");
        else if (catalog.Composed.TryGetValue(definition.Name, out var existing))
            CheckReplacing(definition, existing, catalog, problems);
        else if (definition.Save && catalog.Composed.Count >= catalog.MaxTools)
            problems.Error(Path, "library_full", $"The library holds {catalog.MaxTools} tools, the most that it may.", "Remove tools that are no longer used (remove_composed_tool)");
    }

    private static void CheckReplacing(ToolDefinition definition, ComposedTool existing, CatalogSnapshot catalog, ProblemList problems)
    {
        if (!definition.Replace)
            problems.Error(Path, "taken_name", $"There is a composed tool \"{definition.Name}\" already.", $"\"replace\": true to take its place, or another name: \"{Free(definition.Name, catalog)}\"");
        else if (!definition.Save && existing.IsSaved)
            problems.Error(JsonPointer.Root.At("save"), "saved_tool", $"\"{definition.Name}\" is saved, and a tool that is not saved cannot replace it.", $"\"save\": true, or another name: \"{Free(definition.Name, catalog)}\"");
    }

    private static string Free(string name, CatalogSnapshot catalog)
    {
        for (var number = 2; ; number++)
        {
            var suffix = "_" + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
            var free = name[..Math.Min(name.Length, 64 - suffix.Length)].TrimEnd('_') + suffix;
            if (!catalog.Composed.ContainsKey(free) && !catalog.OwnTools.Contains(free))
                return free;
        }
    }
}
