namespace ComposeServer.StandIn;

/// <summary>What a reply says that the answer to a call is.</summary>
internal static class Reply
{
    /// <summary>The members of the answer beside <c>jsonrpc</c> and <c>id</c>.</summary>
    internal static string Answer(string tool, Script reply, string arguments, int otherCalls)
    {
        if (reply.Get("error") is { } error)
            return $"\"error\":{Template.OneLine(error.GetRawText())}";
        if (reply.Get("result") is { } result)
            return $"\"result\":{Template.Fill(Template.OneLine(result.GetRawText()), arguments)}";
        if (reply.Flag("environment"))
            return Structured("", Template.EnvironmentAsJson());
        if (reply.Flag("inFlight"))
            return Structured("", $$"""{"calls":{{otherCalls}}}""");
        if (reply.Flag("echo"))
            return Structured(TextBlock(arguments), arguments);
        return $$"""
            "result":{"content":[{{TextBlock(Text(tool, reply, arguments))}}]}
            """;
    }

    private static string Text(string tool, Script reply, string arguments) =>
        reply.Number("textLength") is { } length ? new string('x', length)
        : reply.Text("text") is { } text ? Template.FillText(text, arguments)
        : tool;

    private static string TextBlock(string text) => $$"""
        {"type":"text","text":{{Template.Quoted(text)}}}
        """;

    private static string Structured(string block, string value) => $$"""
        "result":{"content":[{{block}}],"structuredContent":{{value}}}
        """;
}
