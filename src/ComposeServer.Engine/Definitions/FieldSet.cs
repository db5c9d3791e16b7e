using System.Collections.Frozen;

namespace ComposeServer.Engine.Definitions;

/// <summary>The fields that an object of a definition may have.</summary>
/// <param name="Owner">What the object is, for messages: "a composed tool".</param>
/// <param name="Known">The fields that are read.</param>
internal sealed record FieldSet(string Owner, FrozenSet<string> Known)
{
    /// <summary>Words that later versions of the language may use, and that nothing else may until then.</summary>
    internal FrozenSet<string> Reserved { get; private init; } = [];

    /// <summary>What peers call our fields.</summary>
    private static readonly FrozenDictionary<string, string> PeerWords = new Dictionary<string, string>
    {
        ["arguments"] = "params",
        ["args"] = "params",
        ["with"] = "params",
        ["if"] = "condition",
        ["when"] = "condition",
        ["needs"] = "dependsOn",
        ["depends_on"] = "dependsOn",
        ["for_each"] = "forEach",
        ["loop"] = "forEach",
        ["map"] = "forEach",
        ["inputs"] = "parameters",
        ["inputSchema"] = "parameters",
        ["return"] = "output",
        ["outputs"] = "output",
        ["catch"] = "onError",
        ["on_error"] = "onError",
        ["uses"] = "tool",
        ["call"] = "tool",
        ["action"] = "tool",
    }.ToFrozenDictionary();

    internal static FieldSet Tool { get; } = new(
        "a composed tool",
        Names("name description parameters steps output outputSchema finally save replace listed mode timeout maxParallel onError annotations blueprint language version tags metadata $schema"));

    internal static FieldSet Step { get; } = new(
        "a step",
        Names("id description metadata tool params value elicit fail dependsOn condition parallel forEach maxParallel maxItems tolerate paginate until expect retry timeout onError default result cache compensate priority"))
    { Reserved = Names("steps read wait") };

    internal static FieldSet Elicit { get; } = new("\"elicit\"", Names("message schema onDecline"));

    internal static FieldSet Paginate { get; } = new("\"paginate\"", Names("while next items maxPages"));

    internal static FieldSet Until { get; } = new("\"until\"", Names("condition every timeout"));

    internal static FieldSet Retry { get; } = new("\"retry\"", Names("attempts delay backoff maxDelay jitter if"));

    internal static FieldSet Call { get; } = new("a call", Names("tool params"));

    internal static FieldSet Fail { get; } = new("\"fail\"", Names("message"));

    internal static FieldSet Annotations { get; } = new(
        "\"annotations\"", Names("title readOnlyHint destructiveHint idempotentHint openWorldHint"));

    /// <summary>The field of ours that a peer's word stands for here; null when there is none.</summary>
    internal string? MeantBy(string word) =>
        PeerWords.TryGetValue(word, out var meant) && Known.Contains(meant) ? meant : null;

    private static FrozenSet<string> Names(string words) =>
        words.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
