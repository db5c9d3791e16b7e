using System.Text.Json;
using ComposeServer.Engine.Json;

namespace ComposeServer.Composing;

/// <summary>What <c>dynamic_tool_compose</c> was given: a definition, bare or wrapped, and how to take it.</summary>
/// <param name="Definition">The definition with <c>save</c> and <c>replace</c>, without <c>dryRun</c> and <c>force</c>.</param>
/// <param name="DryRun">Whether it is only to be checked.</param>
/// <param name="Force">Whether it may break composed tools that use the one that it replaces.</param>
/// <param name="Bytes">How large the definition is as JSON.</param>
internal sealed record ComposeRequest(JsonElement Definition, bool DryRun, bool Force, long Bytes)
{
    /// <summary>The blueprint that the definition was made of; null when it was written out.</summary>
    internal string? From { get; init; }

    /// <summary>Says of a problem of the definition which value of <c>with</c> it comes from.</summary>
    internal Func<Problem, Problem> Blame { get; init; } = static problem => problem;

    internal static ComposeRequest Read(Value arguments, ProblemList problems)
    {
        var inner = Inner(arguments, problems);
        var dryRun = Flag(arguments, inner, "dryRun", problems);
        var force = Flag(arguments, inner, "force", problems);
        var definition = inner.IsNothing ? Without(arguments, "dryRun", "force") : Merge(Without(inner, "dryRun", "force"), arguments, problems);
        return new ComposeRequest(definition.ToElement(), dryRun, force, definition.SizeUpTo(long.MaxValue));
    }

    /// <summary>The definition as the library keeps it: as it was written, without what says how to take it.</summary>
    internal JsonElement Kept => Without(Value.Of(Definition), "save", "replace").ToElement();

    // The definition that is wrapped; Nothing where none is.
    private static Value Inner(Value arguments, ProblemList problems)
    {
        var inner = arguments.Get("definition");
        if (inner.IsText && JsonText.TryParse(inner.Text(), out var parsed))
            inner = Value.Of(parsed);
        if (inner.IsNothing || inner.Kind == ValueKind.Object)
            return inner;
        problems.Error(JsonPointer.Root.At("definition"), "wrong_type", "\"definition\" must be an object.", "{\"name\": …, \"description\": …, \"steps\": […]}");
        return Value.EmptyObject;
    }

    // Beside a wrapped definition only what says how to take it has a meaning.
    private static Value Merge(Value inner, Value arguments, ProblemList problems)
    {
        var members = new List<Member>();
        foreach (var member in inner.Members())
            members.Add(member);
        foreach (var member in arguments.Members())
        {
            if (member.Name is "definition" or "dryRun" or "force")
                continue;
            if (member.Name is not ("save" or "replace"))
                problems.Error(JsonPointer.Root.At(member.Name), "unknown_field", $"\"{member.Name}\" stands beside \"definition\", where only dryRun, force, save and replace may.", $"\"definition\": {{ \"{member.Name}\": … }}");
            else if (inner.Get(member.Name).IsNothing)
                members.Add(member);
        }

        return Value.Of([.. members]);
    }

    private static bool Flag(Value arguments, Value inner, string name, ProblemList problems)
    {
        var flag = arguments.Get(name) is { IsNothing: false } beside ? beside : inner.Get(name);
        if (!flag.IsNothing && flag.Kind != ValueKind.Boolean)
            problems.Error(JsonPointer.Root.At(name), "wrong_type", $"\"{name}\" must be true or false.");
        return flag.IsTrue;
    }

    private static Value Without(Value value, string first, string second) =>
        value.Get(first).IsNothing && value.Get(second).IsNothing ? value : value.Keeping(name => name != first && name != second);
}
