using System.Collections.Immutable;
using ComposeServer.Catalog;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Planning.Blueprints;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Composing;

/// <summary>What a change of the composed tools came to: the object that its caller gets, and whether it is an error.</summary>
internal sealed record ComposeAnswer(Value Body, bool IsError)
{
    /// <summary>The errors and warnings in it.</summary>
    internal ImmutableArray<Problem> Problems { get; private init; } = [];

    /// <summary>What a person is shown of a change that is possible; null otherwise.</summary>
    internal string? ConsentText { get; init; }

    /// <summary>A definition that was refused; nothing has changed.</summary>
    internal static ComposeAnswer Invalid(IEnumerable<Problem> errors, IEnumerable<Problem> warnings) => new(
        Value.Of(
        [
            new Member("status", Value.Of("invalid")),
            new Member("errors", List(errors)),
            new Member("warnings", List(warnings)),
        ]),
        IsError: true)
    { Problems = [.. errors, .. warnings] };

    /// <summary>Something else that was refused; nothing has changed.</summary>
    internal static ComposeAnswer Refused(Problem problem) =>
        new(Value.Of([new Member("status", Value.Of("refused")), new Member("errors", List([problem]))]), IsError: true);

    internal static ComposeAnswer Removed(string name) =>
        new(Value.Of([new Member("status", Value.Of("removed")), new Member("name", Value.Of(name))]), IsError: false);

    internal static ComposeAnswer Done(string status, IEnumerable<Problem> warnings, Tool tool, int revision, bool saved, Value planned)
    {
        var members = new List<Member>
        {
            new("status", Value.Of(status)),
            new("name", Value.Of(tool.Name)),
            new("revision", Value.Of(revision)),
            new("saved", Value.Of(saved)),
            new("warnings", List(warnings)),
            new("tool", ToolDescription.Of(tool)),
            new("example", Value.Of([new Member("name", Value.Of(tool.Name)), new Member("arguments", ExampleArguments.Of(tool.InputSchema))])),
        };
        if (!planned.IsNothing)
            members.Add(new Member("plan", planned));
        return new ComposeAnswer(Value.Of([.. members]), IsError: false) { Problems = [.. warnings] };
    }

    /// <summary>A blueprint was checked or kept.</summary>
    internal static ComposeAnswer Pattern(string status, Blueprint blueprint, int revision, bool saved) => new(
        Value.Of(
        [
            new Member("status", Value.Of(status)),
            new Member("name", Value.Of(blueprint.Definition.Name)),
            new Member("revision", Value.Of(revision)),
            new Member("saved", Value.Of(saved)),
            new Member("warnings", List(blueprint.Warnings)),
            new Member("blueprint", Value.True),
            new Member("example", Example(blueprint)),
        ]),
        IsError: false);

    private static Value Example(Blueprint blueprint) => Value.Of(
    [
        new Member("name", Value.Of("dynamic_tool_compose")),
        new Member("arguments", Value.Of(
        [
            new Member("from", Value.Of(blueprint.Definition.Name)),
            new Member("name", Value.Of("…")),
            new Member("with", Value.Of([.. blueprint.With.Where(name => name.Value).Select(name => new Member(name.Key, Value.Of("…")))])),
        ])),
    ]);

    private static Value List(IEnumerable<Problem> problems) => Value.Of([.. problems.Select(Of)]);

    private static Value Of(Problem problem)
    {
        var members = new List<Member>(4)
        {
            new("path", Value.Of(problem.Path.ToString())),
            new("code", Value.Of(problem.Code)),
            new("message", Value.Of(problem.Message)),
        };
        if (problem.Suggestion is { } suggestion)
            members.Add(new Member("suggestion", Value.Of(suggestion)));
        return Value.Of([.. members]);
    }
}
