using System.Collections.Immutable;
using ComposeServer.Import.ToolHive;
using ComposeServer.Import.Yaml;

namespace ComposeServer.Import;

/// <summary>Reads definitions out of YAML: our own form as it is, ToolHive's composite tools as an import.</summary>
internal static class YamlDefinitions
{
    internal static DefinitionReading Read(string text)
    {
        var problems = new List<SourceProblem>();
        var documents = YamlReader.Read(text, problems);
        if (problems.Count > 0)
            return new DefinitionReading([], [.. problems.OrderBy(p => p.Place.Line).ThenBy(p => p.Place.Column)], []);
        var log = new ImportLog();
        var definitions = ImmutableArray.CreateBuilder<DefinitionText>();
        foreach (var document in documents)
            foreach (var found in CompositeFile.Find(document, log))
                definitions.Add(Of(found.IsComposite && found.Node is SourceObject tool ? CompositeImporter.Import(tool, found.Name, log) : found.Node));
        if (definitions.Count == 0)
            log.Error(documents.IsEmpty ? new Place(1, 1) : documents[0].Place, "no_definition", "The file holds no definition.", "name, description and steps; or ToolHive's compositeTools");
        return new DefinitionReading(
            log.ErrorCount == 0 ? definitions.ToImmutable() : [],
            [.. log.Errors.OrderBy(p => p.Place.Line).ThenBy(p => p.Place.Column)],
            [.. log.Notes.OrderBy(p => p.Place.Line).ThenBy(p => p.Place.Column)]);
    }

    private static DefinitionText Of(SourceNode node) => new(SourceText.ToJson(node)) { Source = node };
}
