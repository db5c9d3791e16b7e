using System.Globalization;
using System.Text;
using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Planning;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Composing;

/// <summary>What a person is shown before an agent changes the composed tools: name, steps with their tools, annotations.</summary>
internal static class ConsentText
{
    private const int LongestDescription = 500;

    internal static string ToCompose(Plan plan, Tool tool, bool replaces)
    {
        var text = new StringBuilder(replaces ? "An agent wants to replace the composed tool " : "An agent wants to compose the tool ");
        text.Append(CultureInfo.InvariantCulture, $"\"{tool.Name}\": {OneLine(plan.Definition.Description)}\nSteps:");
        foreach (var step in plan.Steps.Concat(plan.Finally))
            text.Append(CultureInfo.InvariantCulture, $"\n{step.Index + 1}. {step.Name}: {Work(step)}{(step.ForEach is null ? "" : ", for each item")}{(step.Index < plan.Steps.Length ? "" : ", at the end")}");
        var hints = tool.Annotations;
        return text.Append(CultureInfo.InvariantCulture, $"\nIt is read-only: {Word(hints.ReadOnly)}; destructive: {Word(hints.Destructive)}; idempotent: {Word(hints.Idempotent)}; open-world: {Word(hints.OpenWorld)}.\nMay it?").ToString();
    }

    internal static string ToKeep(ToolDefinition blueprint, bool replaces) =>
        $"An agent wants to {(replaces ? "replace" : "keep")} the blueprint \"{blueprint.Name}\": {OneLine(blueprint.Description)}\nIt is a pattern, which nothing can call; tools that are made of it are composed one by one.\nMay it?";

    internal static string ToRemove(string name, string description, IEnumerable<string> uses) =>
        $"An agent wants to remove the composed tool \"{name}\": {OneLine(description)}\nIt uses: {string.Join(", ", uses.DefaultIfEmpty("no tools"))}.\nMay it?";

    private static string Work(PlanStep step)
    {
        var work = step switch
        {
            { Tool: { } tool } => tool.Name,
            { Elicit: not null } => "asks a person",
            { Value: not null } => "works out a value",
            _ => "fails",
        };
        if (step.OnError.Fallback is { } fallback)
            work += $", else {fallback.Tool.Name}";
        return step.Compensate is { } compensate ? $"{work}, undone by {compensate.Tool.Name}" : work;
    }

    // The agent wrote it: it may not look like more than a description.
    private static string OneLine(string text)
    {
        var line = new StringBuilder(Math.Min(text.Length, LongestDescription));
        foreach (var character in text.AsSpan(0, Math.Min(text.Length, LongestDescription)))
            line.Append(char.IsControl(character) || character is '\u2028' or '\u2029' ? ' ' : character);
        return line.Append(text.Length > LongestDescription ? "…" : "").ToString();
    }

    private static string Word(bool? hint) => hint switch { true => "yes", false => "no", null => "not said" };
}
