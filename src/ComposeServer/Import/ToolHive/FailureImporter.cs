using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Json;

namespace ComposeServer.Import.ToolHive;

/// <summary>What a step does when it fails or is skipped: <c>onError</c>, <c>timeout</c>, <c>defaultResults</c>.</summary>
internal static class FailureImporter
{
    private const int MostRetries = 10;

    /// <summary>Adds what a step says of failing.</summary>
    /// <returns>Whether the run goes on when it fails.</returns>
    internal static bool Of(Fields fields, ObjectBuilder step, CompositeScope scope, bool isLoop, bool canRetry = true, bool addsAction = true)
    {
        var goesOn = OnError(fields, step, scope, canRetry, addsAction);
        if (isLoop && fields.Has("timeout"))
            scope.Log.Note(fields.PlaceOf("timeout"), "\"timeout\" is for each item's call here, not for all items together");
        AddTimeout(fields, step, scope.Log);
        if (isLoop && fields.Has("defaultResults"))
            scope.Log.Error(fields.PlaceOf("defaultResults"), "no_equal", "\"defaultResults\" of a forEach have no equal: its value is the list of the items here.", "default($id, []) where it is read");
        else if (fields.Get("defaultResults") is { } results)
            step.Add("default", fields.PlaceOf("defaultResults"), TreeTranslator.Literal(IsQuestion(fields) && results is SourceObject { } answer && answer.Get("content") is { } content ? content : results));
        return goesOn;
    }

    /// <summary>Adds what the step inside a forEach says of failing.</summary>
    internal static void OfItems(Fields fields, ObjectBuilder step, CompositeScope scope)
    {
        if (OnError(fields, step, scope, canRetry: true, addsAction: false))
            scope.Log.Error(fields.PlaceOf("onError"), "no_equal", "\"continue\" stands at the forEach itself, not at the step inside it.", "onError: {action: continue} beside collection");
        if (fields.Has("timeout"))
            scope.Log.Note(fields.PlaceOf("timeout"), "\"timeout\" of the step inside a forEach is for one call here; ToolHive ignores it");
        AddTimeout(fields, step, scope.Log);
    }

    private static bool IsQuestion(Fields fields) => fields.Source.Text("type") == "elicitation";

    private static bool OnError(Fields fields, ObjectBuilder step, CompositeScope scope, bool canRetry, bool addsAction)
    {
        var place = fields.PlaceOf("onError");
        if (fields.Get("onError") is not { } written)
            return false;
        var handler = written is SourceObject members ? new Fields(members, "\"onError\"", "action retryCount retryDelay", scope.Log) : null;
        var action = handler is null ? fields.Text("onError") : handler.Text("action");
        switch (action)
        {
            case "abort" or null:
                break;
            case "continue":
                if (addsAction)
                    step.Add("onError", place, "continue");
                break;
            case "retry" when canRetry && handler is not null:
                AddRetry(handler, step, place, fields.Has("timeout"), scope.Log);
                return false;
            case "retry":
                scope.Log.Error(place, "no_equal", "\"retry\" has no effect here in ToolHive, and no equal: only a call of a tool is repeated.", "In a forEach, onError of the step inside it");
                return false;
            default:
                scope.Log.Error(place, "no_equal", $"There is no action \"{action}\".", "abort, continue, retry");
                break;
        }

        if (handler is not null && (handler.Has("retryCount") || handler.Has("retryDelay")))
            scope.Log.Note(place, "\"retryCount\" and \"retryDelay\" mean something only with action retry, and are left out");
        return action == "continue";
    }

    // They count the calls after the first one; we count all of them.
    private static void AddRetry(Fields handler, ObjectBuilder step, Place place, bool hasTimeout, ImportLog log)
    {
        var retries = handler.Count("retryCount") ?? 0;
        if (retries < 1)
            log.Error(handler.Place, "missing_field", "\"retry\" needs \"retryCount\", at least 1.", "retryCount: 3");
        if (retries > MostRetries)
            log.Note(handler.PlaceOf("retryCount"), $"ToolHive retries at most {MostRetries} times, and so does the imported tool");
        var retry = new ObjectBuilder(place).Add("attempts", handler.PlaceOf("retryCount"), Math.Min(retries, MostRetries) + 1);
        if (handler.Text("retryDelay") is { } delay)
            AddDelay(retry, handler.PlaceOf("retryDelay"), delay, log);
        step.Add("retry", place, retry.Build());
        log.Note(place, "the wait between attempts doubles, with jitter (ToolHive: half as long again)");
        if (hasTimeout)
            log.Note(place, "\"timeout\" is for each attempt here, not for all of them together");
    }

    private static void AddDelay(ObjectBuilder retry, Place place, string delay, ImportLog log)
    {
        if (Duration(delay, place, log) is not { } read)
            return;
        retry.Add("delay", place, read);
        if (Engine.Definitions.Duration.TryRead(Value.Of(read).ToElement(), out var time) && time > RetryDefinition.DefaultMaxDelay)
            retry.Add("maxDelay", place, read);
    }

    private static void AddTimeout(Fields fields, ObjectBuilder step, ImportLog log)
    {
        if (fields.Text("timeout") is { } timeout)
            step.Add("timeout", fields.PlaceOf("timeout"), Duration(timeout, fields.PlaceOf("timeout"), log));
    }

    internal static string? Duration(string text, Place place, ImportLog log)
    {
        if (GoDuration.Read(text) is { } read)
            return read;
        log.Error(place, "invalid_duration", "This is no duration.", "500ms, 30s, 5m, 1h30m");
        return null;
    }
}
