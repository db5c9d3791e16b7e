namespace ComposeServer.Import.ToolHive;

/// <summary>A question to a person.</summary>
internal static class QuestionImporter
{
    internal static void Add(Fields fields, ObjectBuilder step, CompositeScope scope)
    {
        var question = new ObjectBuilder(fields.Place);
        if (fields.Text("message") is { } message)
            question.Add("message", fields.PlaceOf("message"), scope.Texts.Template(message, fields.PlaceOf("message")));
        else
            scope.Log.Error(fields.Place, "missing_field", "A step of type elicitation needs \"message\".");
        question.Add("schema", fields.PlaceOf("schema"), fields.Get("schema"));
        question.Add("onDecline", fields.PlaceOf(fields.Has("onDecline") ? "onDecline" : "onCancel"), OnDecline(fields, scope.Log));
        step.Add("elicit", fields.Place, question.Build());
    }

    // Cancelled counts as declined here, so that both must say the same.
    private static string? OnDecline(Fields fields, ImportLog log)
    {
        var (decline, cancel) = (Action(fields, "onDecline", log), Action(fields, "onCancel", log));
        if (fields.Has("onDecline") && fields.Has("onCancel") && decline != cancel)
            log.Error(fields.PlaceOf("onCancel"), "no_equal", "Cancelling a question counts as declining it here: onDecline and onCancel must say the same.", "The same action for both");
        else if (fields.Has("onDecline") != fields.Has("onCancel") && (decline ?? cancel) is { } action)
            log.Note(fields.PlaceOf(fields.Has("onDecline") ? "onDecline" : "onCancel"), $"cancelling a question counts as declining it here: \"{action}\" applies to both");
        if ((decline ?? cancel) == "finish")
            log.Note(fields.Place, "\"skip_remaining\" is carried out here: no further step starts, and the tool succeeds with what there is (ToolHive goes on with the remaining steps)");
        return decline ?? cancel;
    }

    private static string? Action(Fields fields, string name, ImportLog log)
    {
        if (fields.Get(name) is not { } written)
            return null;
        var word = written is SourceObject handler ? new Fields(handler, $"\"{name}\"", "action", log).Text("action") : fields.Text(name);
        switch (word)
        {
            case "abort" or null:
                return null;
            case "continue":
                return "continue";
            case "skip_remaining" or "skipRemaining":
                return "finish";
            default:
                log.Error(fields.PlaceOf(name), "no_equal", $"There is no action \"{word}\".", "abort, continue, skip_remaining");
                return null;
        }
    }
}
