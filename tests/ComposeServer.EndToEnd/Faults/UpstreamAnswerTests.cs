namespace ComposeServer.EndToEnd.Faults;

/// <summary>An upstream whose answer comes late, twice, to nobody, in part, or in a form that cannot be used. The first call is answered so, the next as it should be.</summary>
public sealed class UpstreamAnswerTests
{
    // It comes a moment after its call was given up, while the next waits for its own: with three seconds to spare on a busy machine.
    [Fact]
    public async Task An_answer_that_comes_late_is_not_taken_for_that_to_the_next_call()
    {
        await using var ward = await Ward.Open("""{ "t": [{ "delayMs": 4300, "ignoreCancel": true, "text": "late" }, { "delayMs": 1000, "text": "good" }] }""", "\"timeout\":\"4s\"");
        Assert.Contains("4 s", (await ward.Use("t")).Bad().Text, StringComparison.Ordinal);
        Assert.Equal("good", (await ward.Use("t")).Good().Text);
    }

    [Fact]
    public async Task An_answer_that_comes_twice_is_the_answer_to_one_call()
    {
        await using var ward = await Ward.Open("""{ "t": [{ "answerTimes": 2, "text": "first" }, { "text": "second" }, { "text": "third" }] }""");
        foreach (var text in new[] { "first", "second", "third" })
            Assert.Equal(text, (await ward.Use("t")).Good().Text);
    }

    // Side by side; one more that got no answer would open the circuit.
    [Fact]
    public async Task An_answer_under_a_wrong_id_is_nobody_s()
    {
        var ids = new Dictionary<string, string> { ["unknown"] = "987654321", ["none"] = "null", ["text"] = "\"another\"", ["object"] = "{}" };
        var calls = ids.Select(id => $$""" "{{id.Key}}": [{ "answerId": {{id.Value}}, "text": "wrong" }, { "text": "good" }]""");
        await using var ward = await Ward.Open($$"""{ {{string.Join(',', calls)}} }""", "\"timeout\":\"2s\"");
        foreach (var call in ids.Keys.Select(tool => ward.Client.Call($"use_{tool}")).ToArray())
            Assert.Contains("2 s", (await ward.Meanwhile(call)).Bad().Text, StringComparison.Ordinal);
        foreach (var tool in ids.Keys)
            Assert.Equal("good", (await ward.Use(tool)).Good().Text);
    }

    // Without the end of its line, half an answer spoils the line that follows.
    [Theory]
    [InlineData("line", 1)]
    [InlineData("open", 2)]
    public async Task Half_an_answer_costs_no_more_than_the_line_in_which_it_stands(string part, int failures)
    {
        await using var ward = await Ward.Open($$"""{ "t": [{ "answerPart": "{{part}}", "text": "half" }, { "text": "good" }] }""", "\"timeout\":\"2s\"");
        for (var i = 0; i < failures; i++)
            Assert.Contains("2 s", (await ward.Use("t")).Bad().Text, StringComparison.Ordinal);
        Assert.Equal("good", (await ward.Use("t")).Good().Text);
    }

    [Fact]
    public async Task Half_an_answer_and_the_end_of_the_process_fail_the_call_at_once()
    {
        await using var ward = await Ward.Open("""{ "t": { "answerPart": "open", "dieAfter": 9, "text": "half" }, "good": {} }""");
        Assert.Contains("exited with code 9", (await ward.Use("t")).Bad().Text, StringComparison.Ordinal);
        await ward.WellAgain("good", "good");
    }

    [Fact]
    public async Task A_result_of_fifty_megabytes_passes_through_alone_and_is_too_large_for_a_step()
    {
        await using var ward = await Ward.Open("""{ "t": { "textLength": 50000000 }, "good": {} }""");
        Assert.Equal(50_000_000, (await ward.Meanwhile(ward.Client.Call("sick__t"))).Good().Text.Length);
        Assert.Contains("limit", (await ward.Use("t")).Bad().Text, StringComparison.Ordinal);
        Assert.Equal("good", (await ward.Use("good")).Good().Text);
    }

    [Fact]
    public async Task A_result_that_nests_two_hundred_deep_is_a_failure_at_once()
    {
        var deep = $"{string.Concat(Enumerable.Repeat("[", 200))}{new string(']', 200)}";
        await using var ward = await Ward.Open($$"""{ "t": { "result": { "content": [], "structuredContent": { "deep": {{deep}} } } }, "good": {} }""");
        Assert.Contains("nests", (await ward.Use("t")).Bad().Text, StringComparison.Ordinal);
        Assert.Equal("good", (await ward.Use("good")).Good().Text);
    }

    [Fact]
    public async Task What_is_no_UTF_8_in_a_result_is_replaced_and_spoils_no_more_than_itself()
    {
        await using var ward = await Ward.Open("""{ "t": { "latin1": true, "text": "a caf\u00e9, open" }, "good": {} }""");
        Assert.Equal("a caf\uFFFD, open", (await ward.Use("t")).Good().Text);
        Assert.Equal("good", (await ward.Use("good")).Good().Text);
    }
}
