using System.Text.Json;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Tests.Cases;

/// <summary>
/// Holds a run against what a case expects: its <c>output</c>, <c>structured</c> and <c>text</c> or <c>content</c> and <c>meta</c> as the caller gets them
/// (<c>null</c> for no structured content: <c>"structured": "none"</c>), or <c>error</c> (texts that the message holds; <c>errorWithout</c>: that it does not);
/// <c>trace</c> (statuses as written; <c>reasons</c>; <c>steps</c>: by id, some members of each; <c>compensations</c>, some members of each), <c>status</c> of the run, <c>calls</c> (<c>"tool {arguments}"</c>),
/// <c>order</c> (<c>"start a"</c>, <c>"end a"</c>, <c>"cancel a"</c>) and <c>peak</c> (how many at once), <c>took</c> (seconds), <c>asked</c> (messages).
/// </summary>
internal static class RunExpectations
{
    private static readonly string[] OfRuns = ["output", "structured", "text", "content", "meta", "error", "errorWithout", "trace", "reasons", "calls", "kind", "steps", "compensations", "status", "order", "peak", "took", "asked"];

    internal static bool Wants(JsonElement expected) => OfRuns.Any(name => expected.TryGetProperty(name, out _));

    internal static void Hold(JsonElement expected, ToolResult answer, CallLog log)
    {
        AssertFailure(expected, answer);
        AssertParts(expected, answer);
        AssertTrace(expected, answer.Run);
        if (expected.TryGetProperty("calls", out var calls))
            Assert.Equal(calls.EnumerateArray().Select(Call), log.Calls);
        if (expected.TryGetProperty("order", out var order))
            Assert.Equal(order.EnumerateArray().Select(one => one.GetString()), log.Events);
        if (expected.TryGetProperty("peak", out var peak))
            Assert.Equal(peak.GetInt32(), log.Peak);
    }

    private static void AssertFailure(JsonElement expected, ToolResult answer)
    {
        var isWanted = expected.TryGetProperty("error", out var parts);
        Assert.True(isWanted == (answer.Failure is not null), answer.Failure?.Message ?? $"It did not fail: {answer.Value}");
        if (!isWanted)
            return;
        Assert.True(answer.Structured.IsNothing);
        foreach (var part in parts.EnumerateArray())
            Assert.Contains(part.GetString()!, answer.Failure!.Message, StringComparison.Ordinal);
        if (expected.TryGetProperty("errorWithout", out var others))
            foreach (var part in others.EnumerateArray())
                Assert.DoesNotContain(part.GetString()!, answer.Failure!.Message, StringComparison.Ordinal);
        if (expected.TryGetProperty("kind", out var kind))
            Assert.Equal(kind.GetString(), answer.Failure!.Kind.ToString());
    }

    private static void AssertParts(JsonElement expected, ToolResult answer)
    {
        if (expected.TryGetProperty("output", out var output))
            Assert.Equal(Canonical.Of(output), Canonical.Of(answer.Value));
        if (expected.TryGetProperty("structured", out var structured))
            Assert.Equal(structured.ValueKind == JsonValueKind.String ? "Nothing" : Canonical.Of(structured), Canonical.Of(answer.Structured));
        if (expected.TryGetProperty("text", out var text))
            Assert.Equal(text.GetString(), answer.Content[0].Get("text").Text());
        if (expected.TryGetProperty("content", out var content))
            Assert.Equal(Canonical.Of(content), Canonical.Of(answer.Content));
        if (expected.TryGetProperty("meta", out var meta))
            foreach (var member in meta.EnumerateObject())
                Assert.Equal(Canonical.Of(member.Value), Canonical.Of(answer.Meta.Get(member.Name)));
    }

    private static void AssertTrace(JsonElement expected, Value trace)
    {
        Assert.Equal(ValueKind.Object, trace.Kind);
        if (expected.TryGetProperty("trace", out var statuses))
            Assert.Equal(statuses.EnumerateArray().Select(each => each.GetString()), OfSteps(trace, "status"));
        if (expected.TryGetProperty("reasons", out var reasons))
            Assert.Equal(reasons.EnumerateArray().Select(each => each.GetString()), OfSteps(trace, "reason"));
        AssertParts(expected, trace);
    }

    private static void AssertParts(JsonElement expected, Value trace)
    {
        if (expected.TryGetProperty("status", out var status))
            Assert.Equal(status.GetString(), trace.Get("status").Text());
        if (expected.TryGetProperty("steps", out var steps))
            foreach (var step in steps.EnumerateObject())
                AssertPart(step.Value, Array.Find([.. List(trace.Get("steps"))], one => one.Get("id").Text() == step.Name));
        if (!expected.TryGetProperty("compensations", out var compensations))
            return;
        var done = List(trace.Get("compensations"));
        Assert.Equal(compensations.GetArrayLength(), done.Count);
        for (var i = 0; i < done.Count; i++)
            AssertPart(compensations[i], done[i]);
    }

    // Each member that is expected; null: it is not there. Of the trace of an inner run, and of its steps, again only what is expected.
    private static void AssertPart(JsonElement expected, Value found)
    {
        foreach (var member in expected.EnumerateObject())
            if (member.Value.ValueKind == JsonValueKind.Null)
                Assert.True(found.Get(member.Name).IsNothing, $"{member.Name} is there: {found}");
            else if (member.NameEquals("run"))
                AssertPart(member.Value, found.Get("run"));
            else if (member.NameEquals("steps"))
                Assert.All(member.Value.EnumerateArray().Zip(List(found.Get("steps"))), pair => AssertPart(pair.First, pair.Second));
            else
                Assert.Equal($"{member.Name}: {Canonical.Of(member.Value)}", $"{member.Name}: {(found.Get(member.Name) is { IsNothing: false } there ? Canonical.Of(there) : "nothing")}");
    }

    private static List<Value> List(Value list)
    {
        var items = new List<Value>();
        foreach (var item in list.Items())
            items.Add(item);
        return items;
    }

    private static List<string?> OfSteps(Value trace, string name)
    {
        var found = new List<string?>();
        foreach (var step in trace.Get("steps").Items())
            found.Add(step.Get(name) is { IsText: true } text ? text.Text() : null);
        return found;
    }

    private static string Call(JsonElement call) => call.ValueKind == JsonValueKind.String
        ? call.GetString()!
        : $"{call.GetProperty("tool").GetString()} {Canonical.Of(call.GetProperty("arguments"))}";
}
