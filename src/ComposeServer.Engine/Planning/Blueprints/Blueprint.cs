using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Planning.Blueprints;

/// <summary>A pattern of a tool (section 13 of the contract): what of it can be read before its <c>$with</c> is filled in.</summary>
/// <param name="Definition">What could be read of it.</param>
/// <param name="With">The names that it takes, each with whether it must be given.</param>
/// <param name="Errors">What is wrong with it.</param>
/// <param name="Warnings">What can be taken and may still be a mistake.</param>
internal sealed record Blueprint(
    ToolDefinition Definition, ImmutableSortedDictionary<string, bool> With, ImmutableArray<Problem> Errors, ImmutableArray<Problem> Warnings)
{
    /// <summary>Whether a definition says of itself that it is a pattern.</summary>
    internal static bool Is(JsonElement definition) => Value.Of(definition).Get("blueprint").IsTrue;

    /// <summary>Checks a pattern: its shape, and the syntax of its templates; tools and references are checked when it is used.</summary>
    internal static Blueprint Read(JsonElement source, int maxSteps)
    {
        var shape = new ProblemList();
        var definition = DefinitionReader.Read(source, maxSteps, shape);
        ParametersReader.Read(definition.Parameters, JsonPointer.Root.At("parameters"), shape);
        var problems = new ProblemList();
        foreach (var problem in shape.Errors.Concat(shape.Warnings))
            if (!IsOpen(source, problem.Path))
                problems.Add(problem);
        var filler = new BlueprintFiller(null, problems);
        filler.Fill(source);
        return new Blueprint(definition, filler.Names, [.. problems.Errors], [.. problems.Warnings]);
    }

    /// <summary>What planning it as a tool gives: it is none.</summary>
    internal static PlanResult AsTool(JsonElement source, int maxSteps)
    {
        var read = Read(source, maxSteps);
        return new PlanResult(read.Definition, null, read.Errors.IsEmpty ? [NotATool(read.Definition.Name)] : read.Errors, read.Warnings);
    }

    /// <summary>That a pattern was taken for a tool, and how it is used.</summary>
    internal static Problem NotATool(string name) => new(JsonPointer.Root.At("blueprint"), "blueprint", MessageOf(name), Use(name));

    internal static string MessageOf(string name) => $"\"{name}\" is a blueprint, a pattern to make tools of, and not a tool: it can be neither called nor a step.";

    internal static string Use(string name) => $"dynamic_tool_compose with {{\"from\": \"{name}\", \"name\": \"…\", \"with\": {{…}}}}; list_composed_tools says what it takes";

    // What stands there is not known yet, so nothing can be wrong with it.
    private static bool IsOpen(JsonElement source, JsonPointer path)
    {
        var at = path;
        while (at != JsonPointer.Root && at.Find(Value.Of(source)).IsNothing)
            at = at.Parent;
        var value = at.Find(Value.Of(source));
        return value.IsText && WithReference.Find(value.Text(), 0) >= 0;
    }
}
