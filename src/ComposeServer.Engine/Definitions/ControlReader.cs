using System.Text.Json;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Definitions;

/// <summary>Reads what a step says about repeating, failing and asking.</summary>
internal sealed class ControlReader(FieldReader fields, ProblemList problems)
{
    private const int MostAttempts = 100;
    private const int MostPages = 1000;
    private const int DefaultPages = 20;
    private static readonly TimeSpan DefaultEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan DefaultUntil = TimeSpan.FromSeconds(30);

    internal ElicitDefinition? Elicit()
    {
        if (fields.Object("elicit") is not { } elicit)
            return null;
        elicit.Check(FieldSet.Elicit);
        if (!elicit.Has("message"))
            elicit.Missing("message", "\"elicit\"", "{\"message\": \"…\"}");
        var onDecline = elicit.Word("onDecline", "abort", "continue", "finish") switch
        {
            "continue" => DeclineAction.Continue,
            "finish" => DeclineAction.Finish,
            _ => DeclineAction.Abort,
        };
        return new ElicitDefinition(elicit.Path, elicit.Raw("message"), elicit.Raw("schema"), onDecline);
    }

    internal PaginateDefinition? Paginate()
    {
        if (fields.Object("paginate") is not { } paginate)
            return null;
        paginate.Check(FieldSet.Paginate);
        foreach (var name in (ReadOnlySpan<string>)["while", "next", "items"])
            if (!paginate.Has(name))
                paginate.Missing(name, "\"paginate\"", "{\"while\": \"exists($this.next)\", \"next\": {\"cursor\": \"$this.next\"}, \"items\": \"$this.items\"}");
        return new PaginateDefinition(paginate.Path, paginate.Raw("while"), paginate.Raw("next"), paginate.Raw("items"), paginate.Count("maxPages", 1, MostPages) ?? DefaultPages);
    }

    internal UntilDefinition? Until()
    {
        if (fields.Object("until") is not { } until)
            return null;
        until.Check(FieldSet.Until);
        if (!until.Has("condition"))
            until.Missing("condition", "\"until\"", "{\"condition\": \"$this.status == 'done'\"}");
        return new UntilDefinition(until.Path, until.Raw("condition"), until.Duration("every") ?? DefaultEvery, until.Duration("timeout") ?? DefaultUntil);
    }

    internal RetryDefinition? Retry()
    {
        var written = fields.Raw("retry");
        if (written.ValueKind == JsonValueKind.Undefined)
            return null;
        if (written.ValueKind == JsonValueKind.Number)
            return new RetryDefinition(fields.Path.At("retry"), fields.Count("retry", 1, MostAttempts) ?? 1);
        if (written.ValueKind != JsonValueKind.Object)
        {
            problems.Error(fields.Path.At("retry"), "wrong_type", "\"retry\" must be a number or an object.", "3, or {\"attempts\": 3, \"delay\": \"1s\"}");
            return null;
        }

        var retry = new FieldReader(written, fields.Path.At("retry"), problems);
        retry.Check(FieldSet.Retry);
        if (!retry.Has("attempts"))
            retry.Missing("attempts", "\"retry\"", "{\"attempts\": 3}");
        return new RetryDefinition(retry.Path, retry.Count("attempts", 1, MostAttempts) ?? 1)
        {
            Delay = Wait(retry, "delay") ?? RetryDefinition.DefaultDelay,
            MaxDelay = Wait(retry, "maxDelay") ?? RetryDefinition.DefaultMaxDelay,
            Jitter = retry.Flag("jitter", fallback: true),
            If = retry.Raw("if"),
            Backoff = retry.Word("backoff", "exponential", "linear", "constant") switch
            {
                "linear" => Backoff.Linear,
                "constant" => Backoff.Constant,
                _ => Backoff.Exponential,
            },
        };
    }

    private TimeSpan? Wait(FieldReader retry, string name)
    {
        var wait = retry.Duration(name);
        if (wait is null || wait <= RetryDefinition.LongestDelay)
            return wait;
        problems.Error(retry.Path.At(name), "out_of_range", $"\"{name}\" is at most 24 hours.", "\"30s\"");
        return null;
    }

    internal Tolerance? Tolerance()
    {
        var written = fields.Raw("tolerate");
        if (written.ValueKind == JsonValueKind.Undefined)
            return null;
        if (Definitions.Tolerance.TryRead(written, out var tolerance))
            return tolerance;
        problems.Error(fields.Path.At("tolerate"), "wrong_type", "\"tolerate\" is a number of items that may fail, or a share of them.", "3, or \"10%\"");
        return null;
    }

    internal OnErrorDefinition OnError(OnErrorAction otherwise)
    {
        var path = fields.Path.At("onError");
        var written = fields.Raw("onError");
        if (written.ValueKind is JsonValueKind.String or JsonValueKind.Undefined)
            return new OnErrorDefinition(ReadAction(fields, otherwise), path);
        if (written.ValueKind != JsonValueKind.Object)
        {
            problems.Error(path, "wrong_type", "\"onError\" must be a text or an object.", "\"continue\", or {\"value\": null}");
            return new OnErrorDefinition(otherwise, path);
        }

        var hasValue = JsonText.TryGet(written, "value", out var value);
        if (hasValue && Value.Of(written).Count == 1)
            return new OnErrorDefinition(OnErrorAction.Value, path) { Value = value };
        if (hasValue)
            problems.Error(path, "several_kinds", "\"onError\" is \"abort\", \"continue\", {\"value\": …} or {\"tool\": …, \"params\": …}: one of them.", "{\"value\": null}");
        return hasValue ? new OnErrorDefinition(otherwise, path) : new OnErrorDefinition(OnErrorAction.Fallback, path) { Fallback = Call("onError") };
    }

    internal CallDefinition? Call(string name)
    {
        if (fields.Object(name) is not { } call)
            return null;
        call.Check(FieldSet.Call);
        if (!call.Has("tool"))
            call.Missing("tool", $"\"{name}\"", "{\"tool\": \"server__tool\", \"params\": {…}}");
        return new CallDefinition(call.Path, call.Text("tool"), call.Raw("params"));
    }

    /// <summary>Reads the word of <c>onError</c>.</summary>
    internal static OnErrorAction ReadAction(FieldReader fields, OnErrorAction otherwise) => fields.Word("onError", "abort", "continue") switch
    {
        "abort" => OnErrorAction.Abort,
        "continue" => OnErrorAction.Continue,
        _ => otherwise,
    };
}
