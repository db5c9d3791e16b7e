using ComposeServer.Catalog;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Planning;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Composing;

/// <summary>What a change of the composed tools came to: the object that its caller gets, and whether it is an error.</summary>
internal sealed record ComposeAnswer(Value Body, bool IsError)
{
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
        IsError: true);

    /// <summary>Something else that was refused; nothing has changed.</summary>
    internal static ComposeAnswer Refused(Problem problem) =>
        new(Value.Of([new Member("status", Value.Of("refused")), new Member("errors", List([problem]))]), IsError: true);

    internal static ComposeAnswer Removed(string name) =>
        new(Value.Of([new Member("status", Value.Of("removed")), new Member("name", Value.Of(name))]), IsError: false);

    internal static ComposeAnswer Done(string status, Plan plan, Tool tool, int revision, bool saved, Value planned)
    {
        var members = new List<Member>
        {
            new("status", Value.Of(status)),
            new("name", Value.Of(tool.Name)),
            new("revision", Value.Of(revision)),
            new("saved", Value.Of(saved)),
            new("warnings", List(plan.Warnings)),
            new("tool", ToolDescription.Of(tool)),
            new("example", Value.Of([new Member("name", Value.Of(tool.Name)), new Member("arguments", ExampleArguments.Of(tool.InputSchema))])),
        };
        if (!planned.IsNothing)
            members.Add(new Member("plan", planned));
        return new ComposeAnswer(Value.Of([.. members]), IsError: false);
    }

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
