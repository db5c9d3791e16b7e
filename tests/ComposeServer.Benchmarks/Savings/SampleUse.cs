namespace ComposeServer.Benchmarks.Savings;

/// <summary>A sample of <c>library-samples</c> and arguments as a person would give them.</summary>
internal sealed record SampleUse(string Name, string Arguments)
{
    internal static readonly SampleUse[] All =
    [
        new("todo_report", """{"pattern":"RFC [0-9]+","glob":"src/**/*.cs"}"""),
        new("largest_files", """{"path":"src"}"""),
        new("log_digest", """{"path":"server.log"}"""),
        new("warmer_city", """{"one":"New York"}"""),
        new("file_to_memory", """{"path":"notes.md","name":"The notes"}"""),
        new("remember", """{"about":"Ann","fact":"Likes tea in the morning and coffee after lunch."}"""),
        new("safe_replace", """{"path":"notes.md","old":"ComposeServer is an MCP server","new":"ComposeServer is a server of MCP"}"""),
    ];

    /// <summary>Those that need what is not here: a browser, a build server, a page of the internet.</summary>
    internal static readonly string[] NotMeasured = ["quick_claude", "deploy_review", "site_check"];
}
