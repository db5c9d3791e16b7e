using System.Collections.Frozen;

namespace ComposeServer.Engine.Definitions;

/// <summary>The fields that an object of a definition may have.</summary>
/// <param name="Owner">What the object is, for messages: "a composed tool".</param>
/// <param name="Known">The fields that are read.</param>
/// <param name="NotYet">Fields of the contract that this version does not carry out, so refuses.</param>
internal sealed record FieldSet(string Owner, FrozenSet<string> Known, FrozenSet<string> NotYet)
{
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
        Names("name description parameters steps output outputSchema save replace listed mode timeout annotations language version tags metadata $schema"),
        Names("finally maxParallel onError blueprint from with"));

    internal static FieldSet Step { get; } = new(
        "a step",
        Names("id description metadata tool params value fail dependsOn condition timeout expect result default"),
        Names("elicit parallel forEach maxParallel maxItems tolerate paginate until retry onError cache compensate priority steps read wait"));

    internal static FieldSet Fail { get; } = new("\"fail\"", Names("message"), Names(""));

    internal static FieldSet Annotations { get; } = new(
        "\"annotations\"", Names("title readOnlyHint destructiveHint idempotentHint openWorldHint"), Names(""));

    /// <summary>The field of ours that a peer's word stands for here; null when there is none.</summary>
    internal string? MeantBy(string word) =>
        PeerWords.TryGetValue(word, out var meant) && (Known.Contains(meant) || NotYet.Contains(meant)) ? meant : null;

    private static FrozenSet<string> Names(string words) =>
        words.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
