using System.Collections.Immutable;
using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Json;

namespace ComposeServer.Import.ToolHive;

/// <summary>Makes a definition of ours of a ToolHive composite tool.</summary>
internal static class CompositeImporter
{
    private const string DefaultTimeout = "30m";

    /// <param name="source">The tool, as written.</param>
    /// <param name="name">Its name, where it stands outside of it; null where it does not.</param>
    /// <param name="log">What is refused, and what is said.</param>
    internal static SourceObject Import(SourceObject source, SourceMember? name, ImportLog log)
    {
        var fields = new Fields(source, "a composite tool", "name description parameters timeout steps output annotations", log);
        var steps = StepsOf(fields, log);
        var parameters = fields.Object("parameters");
        var scope = new CompositeScope(StepNames.Of(steps, Texts(source)), new Parameters(parameters is null ? Value.EmptyObject : SourceText.ToValue(parameters)), log);
        var tool = new ObjectBuilder(source.Place);
        AddName(fields, name, tool, log);
        tool.Add("description", fields.PlaceOf("description"), fields.Text("description"));
        if (!fields.Has("description"))
            log.Error(source.Place, "missing_field", "A composite tool needs \"description\".");
        AddParameters(parameters, fields, tool, log);
        tool.Add("mode", source.Place, "parallel");
        tool.Add("timeout", fields.PlaceOf("timeout"), fields.Text("timeout") is { } timeout ? FailureImporter.Duration(timeout, fields.PlaceOf("timeout"), log) : DefaultTimeout);
        var importer = new StepImporter(scope);
        tool.Add("steps", fields.PlaceOf("steps"), new SourceList(fields.PlaceOf("steps"), [.. steps.Select(importer.Import)]));
        AddOutput(fields, tool, scope);
        tool.Add("annotations", fields.PlaceOf("annotations"), fields.Get("annotations"));
        log.Note(source.Place, "mode is \"parallel\": a step starts the moment that what it refers to or depends on has ended; ToolHive runs level by level, each waiting for the whole level before it");
        return tool.Build();
    }

    private static ImmutableArray<SourceNode> StepsOf(Fields fields, ImportLog log)
    {
        if (fields.Get("steps") is SourceList { Items.Length: > 0 } steps)
            return steps.Items;
        log.Error(fields.PlaceOf("steps"), "missing_field", "A composite tool needs \"steps\", a list with at least one step.");
        return [];
    }

    private static void AddName(Fields fields, SourceMember? outside, ObjectBuilder tool, ImportLog log)
    {
        var name = fields.Text("name") ?? (outside?.Value as SourceScalar)?.Value.Text();
        var place = fields.Has("name") ? fields.PlaceOf("name") : outside?.Place ?? fields.Place;
        if (name is null)
        {
            log.Error(fields.Place, "missing_field", "A composite tool needs \"name\".");
            return;
        }

        var usable = Usable(name);
        if (usable != name)
            log.Note(place, $"the tool is called \"{usable}\" here, because a name is letters, digits and single underscores");
        tool.Add("name", place, usable);
    }

    private static string Usable(string name)
    {
        if (Names.IsToolName(name))
            return name;
        var words = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var mended = string.Join('_', words);
        mended = mended.Length == 0 || char.IsAsciiDigit(mended[0]) ? "_" + mended : mended;
        return mended[..Math.Min(64, mended.Length)];
    }

    private static void AddParameters(SourceObject? parameters, Fields fields, ObjectBuilder tool, ImportLog log)
    {
        if (parameters is null)
            return;
        if (parameters.Text("type") is null && parameters.Get("properties") is null && parameters.Members.Length > 0)
            log.Note(fields.PlaceOf("parameters"), "\"parameters\" have no type: object and are read as names with their types, all required but those with a default");
        tool.Add("parameters", fields.PlaceOf("parameters"), parameters);
    }

    private static void AddOutput(Fields fields, ObjectBuilder tool, CompositeScope scope)
    {
        if (fields.Object("output") is not { } output)
        {
            if (!fields.Has("output"))
                scope.Log.Note(fields.Place, "without \"output\" the tool gives the value of the last step as written that has one; ToolHive gives that of the step that ended last");
        }
        else if (new OutputImporter(scope).Import(output) is var (template, schema))
        {
            tool.Add("output", fields.PlaceOf("output"), template);
            tool.Add("outputSchema", fields.PlaceOf("output"), schema);
        }
    }

    private static IEnumerable<string> Texts(SourceNode node) => node switch
    {
        SourceScalar { Value: { IsText: true } text } => [text.Text()],
        SourceList list => list.Items.SelectMany(Texts),
        SourceObject members => members.Members.SelectMany(m => Texts(m.Value)),
        _ => [],
    };
}
