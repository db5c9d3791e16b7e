using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Templates;

namespace ComposeServer.Engine.Planning.Rules;

/// <summary>Warns of a question that asks for a secret: by the name, title or description of what it asks for, or in its own words.</summary>
internal static class SecretQuestionRule
{
    private static readonly ImmutableArray<string> Secrets = ["password", "passwd", "secret", "token", "apikey", "api_key", "credential", "private_key", "pin"];

    private static readonly Regex Words = new(
        $@"(?<![\p{{L}}\p{{N}}])(?:{string.Join('|', Secrets.Select(s => s.Replace("_", "[ _-]?", StringComparison.Ordinal)))})s?(?![\p{{L}}\p{{N}}])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    internal static void CheckProperty(string name, Value property, JsonPointer path, ProblemList problems)
    {
        if (IsSecret(name, property))
            Warn($"\"{name}\"", path, problems);
    }

    /// <param name="message">What is asked.</param>
    /// <param name="schema">The schema of the answer.</param>
    /// <param name="problems">Where the warning goes.</param>
    internal static void CheckMessage(Template message, JsonElement schema, ProblemList problems)
    {
        var isOpen = false;
        foreach (var (name, property) in Value.Of(schema).Get("properties").Members())
        {
            if (IsSecret(name, property))
                return;
            isOpen |= IsOpen(property);
        }

        if (isOpen && Words.IsMatch(Written(message.Root)))
            Warn("What this asks for", message.Path, problems);
    }

    private static bool IsSecret(string name, Value property) =>
        Secrets.Any(s => name.Contains(s, StringComparison.OrdinalIgnoreCase) && (s != "pin" || name.Length <= 4))
        || (IsOpen(property) && (Speaks(property.Get("title")) || Speaks(property.Get("description"))));

    private static bool Speaks(Value text) => text.IsText && Words.IsMatch(text.Text());

    // A yes, a no or a choice among what is written out is no secret, whatever it is about.
    private static bool IsOpen(Value property) =>
        property.Get("enum").IsNothing && property.Get("oneOf").IsNothing && property.Get("type") is { IsText: true } type && type.Text() is "string" or "number" or "integer";

    // What an expression puts there is told, not asked for.
    private static string Written(TemplateNode message) => message switch
    {
        LiteralNode { Literal: { IsText: true } text } => text.Text(),
        TextNode text => string.Join(' ', text.Parts.Select(part => part.Literal)),
        _ => "",
    };

    private static void Warn(string what, JsonPointer path, ProblemList problems) =>
        problems.Warn(path, "asks_for_secret", $"{what} looks like a secret, and what a person answers passes through the model's host.", "Keep secrets in the server's own configuration");
}
