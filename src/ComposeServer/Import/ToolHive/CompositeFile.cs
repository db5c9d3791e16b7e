using System.Text.RegularExpressions;

namespace ComposeServer.Import.ToolHive;

/// <summary>Finds the tools of a document: one of our own form, a bare composite tool, a list of them, or a Kubernetes resource of ToolHive's.</summary>
internal static partial class CompositeFile
{
    private static readonly string[] OwnFields = ["params", "value", "elicit", "fail"];
    private static readonly string[] PeerFields = ["arguments", "depends_on", "defaultResults", "default_results", "collection", "message", "type"];

    internal static IEnumerable<FoundTool> Find(SourceNode document, ImportLog log)
    {
        if (document is SourceList list)
            return list.Items.Select(item => new FoundTool(item, IsComposite(item)));
        if (document is not SourceObject root)
            return [new FoundTool(document, false)];
        if (root.Text("kind") is { } kind)
            return OfResource(kind, root, log);
        return root.Find("compositeTools") is { } tools ? OfList(tools, log) : [new FoundTool(root, IsComposite(root))];
    }

    private static IEnumerable<FoundTool> OfResource(string kind, SourceObject root, ImportLog log)
    {
        var spec = root.Get("spec") as SourceObject;
        if (kind == "VirtualMCPCompositeToolDefinition" && spec is not null)
            return [new FoundTool(spec, true, (root.Get("metadata") as SourceObject)?.Find("name"))];
        var config = spec?.Get("config") as SourceObject ?? spec;
        if (kind == "VirtualMCPServer" && config?.Find("compositeTools") is { } tools)
            return OfList(tools, log);
        log.Note(root.Place, $"the resource of kind {kind} holds no composite tool and is left out");
        return [];
    }

    private static IEnumerable<FoundTool> OfList(SourceMember tools, ImportLog log)
    {
        if (tools.Value is not SourceList list)
        {
            log.Error(tools.Place, "wrong_type", "\"compositeTools\" must be a list.");
            return [];
        }

        foreach (var item in list.Items)
            if (item is not SourceObject)
                log.Error(item.Place, "wrong_type", "A composite tool must be an object.");
        return list.Items.OfType<SourceObject>().Select(item => new FoundTool(item, true));
    }

    // What only our form has decides first: in it, a peer's word is a mistake that is said.
    private static bool IsComposite(SourceNode node)
    {
        if (node is not SourceObject tool || tool.Get("language") is not null || tool.Get("mode") is not null || tool.Get("blueprint") is not null)
            return false;
        var steps = tool.Get("steps") is SourceList list ? list.Items.OfType<SourceObject>().ToArray() : [];
        if (steps.Any(step => OwnFields.Any(name => step.Get(name) is not null)))
            return false;
        if (Has(tool, GoTemplate()) || Has(tool, OwnReference()))
            return Has(tool, GoTemplate());
        return steps.Any(step => PeerFields.Any(name => step.Get(name) is not null) || (step.Get("onError") as SourceObject)?.Get("action") is not null)
            || (tool.Get("output") as SourceObject)?.Get("properties") is SourceObject
            || Has(tool, SimpleTemplate());
    }

    private static bool Has(SourceNode node, Regex pattern) => node switch
    {
        SourceScalar { Value: { IsText: true } text } => pattern.IsMatch(text.Text()),
        SourceList list => list.Items.Any(item => Has(item, pattern)),
        SourceObject members => members.Members.Any(m => m.Name != "description" && Has(m.Value, pattern)),
        _ => false,
    };

    [GeneratedRegex(@"\$(input|steps|item|index|previous|this|step[1-9][0-9]*)\b")]
    private static partial Regex OwnReference();

    [GeneratedRegex(@"\{\{[^}]*(?<![\w\])*'""?])\.(params|steps|forEach|workflow|vars)\b")]
    private static partial Regex GoTemplate();

    [GeneratedRegex(@"\{\{-?\s*!?\(?(input|inputs|params|steps)\.")]
    private static partial Regex SimpleTemplate();
}
