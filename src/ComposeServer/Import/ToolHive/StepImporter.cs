using System.Collections.Immutable;
using ComposeServer.Engine.Json;

namespace ComposeServer.Import.ToolHive;

/// <summary>Makes one of our steps of a composite tool's.</summary>
internal sealed class StepImporter(CompositeScope scope)
{
    private const string Common = "id type condition dependsOn onError timeout defaultResults description ";

    private readonly ImportLog _log = scope.Log;

    internal SourceNode Import(SourceNode source)
    {
        scope.Place = source.Place;
        scope.Fields.Used.Clear();
        if (source is not SourceObject written)
        {
            _log.Error(source.Place, "wrong_type", "A step must be an object.");
            return source;
        }

        var type = written.Text("type") ?? "tool";
        var fields = new Fields(written, $"a step of type {type}", Common + OwnFields(type), _log);
        var step = new ObjectBuilder(written.Place);
        step.Add("id", fields.PlaceOf("id"), ReadId(fields));
        if (fields.Text("description") is { } description)
            step.Add("description", fields.PlaceOf("description"), description);
        Work(type, fields, step);
        AddOrder(fields, step);
        if (type is "tool" or "")
            FailureImporter.Of(fields, step, scope, isLoop: false);
        else if (type == "elicitation")
            FailureImporter.Of(fields, step, scope, isLoop: false, canRetry: false);
        SayDependencies(fields);
        return step.Build();
    }

    private static string OwnFields(string type) => type switch
    {
        "elicitation" => "message schema onDecline onCancel",
        "forEach" => "collection itemVar maxParallel maxIterations step",
        _ => "tool arguments",
    };

    private string? ReadId(Fields fields)
    {
        if (fields.Text("id") is not { } id)
        {
            _log.Error(fields.Place, "missing_field", "A step needs \"id\".", "id: …");
            return null;
        }

        var name = scope.Steps.Find(id)?.Name ?? id;
        if (name != id)
            _log.Note(fields.PlaceOf("id"), $"the step \"{id}\" is called \"{name}\" here, because an id is letters, digits and underscores and no word of the language");
        return name;
    }

    private void Work(string type, Fields fields, ObjectBuilder step)
    {
        switch (type)
        {
            case "tool" or "":
                CallImporter.Add(fields, step, scope);
                break;
            case "elicitation":
                QuestionImporter.Add(fields, step, scope);
                break;
            case "forEach":
                LoopImporter.Add(fields, step, scope);
                break;
            default:
                _log.Error(fields.PlaceOf("type"), "no_equal", $"There is no type of step \"{type}\".", Nearest.Name(type, ["tool", "elicitation", "forEach"]) ?? "tool, elicitation, forEach");
                break;
        }
    }

    private void AddOrder(Fields fields, ObjectBuilder step)
    {
        if (fields.Get("dependsOn") is { } written)
            step.Add("dependsOn", fields.PlaceOf("dependsOn"), Renamed(written));
        if (fields.Get("condition") is SourceScalar { Value: { IsText: true } text } condition)
            step.Add("condition", fields.PlaceOf("condition"), scope.Texts.Condition(text.Text(), condition.Place) is { } value ? new SourceScalar(condition.Place, value) : null);
        else if (fields.Get("condition") is { } other)
            step.Add("condition", fields.PlaceOf("condition"), other);
    }

    private SourceNode Renamed(SourceNode node) => node switch
    {
        SourceScalar { Value: { IsText: true } id } => new SourceScalar(node.Place, Value.Of(scope.Steps.Find(id.Text())?.Name ?? id.Text())),
        SourceList list => new SourceList(list.Place, [.. list.Items.Select(Renamed)]),
        _ => node,
    };

    private void SayDependencies(Fields fields)
    {
        ImmutableArray<SourceNode> waits = fields.Get("dependsOn") switch { SourceList list => list.Items, { } one => [one], _ => [] };
        var declared = waits.OfType<SourceScalar>().Where(id => id.Value.IsText).Select(id => id.Value.Text()).ToHashSet(StringComparer.Ordinal);
        foreach (var used in scope.Fields.Used)
            if (!declared.Contains(used) && used != fields.Source.Text("id"))
                _log.Note(fields.Place, $"the step \"{fields.Source.Text("id")}\" refers to \"{used}\" without dependsOn; here it waits for it by itself");
    }
}
