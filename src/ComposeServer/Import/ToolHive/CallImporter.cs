namespace ComposeServer.Import.ToolHive;

/// <summary>The tool that a step calls, and its arguments.</summary>
internal static class CallImporter
{
    internal static void Add(Fields fields, ObjectBuilder step, CompositeScope scope)
    {
        if (fields.Text("tool") is { Length: > 0 } tool)
            step.Add("tool", fields.PlaceOf("tool"), NameOf(tool));
        else
            scope.Log.Error(fields.Place, "missing_field", "A step of type tool needs \"tool\".", "tool: workload.tool");
        step.Add("params", fields.PlaceOf("arguments"), fields.Get("arguments") switch
        {
            null or SourceScalar { Value: { IsNull: true } } => new SourceObject(fields.PlaceOf("arguments"), []),
            var arguments => scope.Trees.Template(arguments),
        });
    }

    /// <summary><c>workload.tool</c> is <c>workload__tool</c> here; a bare name stays one.</summary>
    internal static string NameOf(string tool)
    {
        var dot = tool.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && dot < tool.Length - 1 ? $"{tool[..dot]}__{tool[(dot + 1)..]}" : tool;
    }
}
