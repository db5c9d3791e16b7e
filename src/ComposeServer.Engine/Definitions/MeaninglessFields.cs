using System.Collections.Immutable;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Definitions;

/// <summary>Refuses, by name, fields that mean nothing where they stand (the end of section 2 of the contract).</summary>
internal static class MeaninglessFields
{
    private static readonly ImmutableArray<string> WithoutCall = ["params", "cache", "until", "retry", "timeout", "expect", "paginate", "compensate", "result"];

    private static readonly ImmutableArray<string> OfQuestion = ["params", "cache", "until", "retry", "paginate", "compensate"];

    /// <summary>Whether a field means something on a step that calls a tool and nothing on one of this kind.</summary>
    internal static bool IsMeaningless(string field, StepKind kind) => kind switch
    {
        StepKind.Value or StepKind.Fail => WithoutCall.Contains(field),
        StepKind.Elicit => OfQuestion.Contains(field),
        _ => false,
    };

    internal static void Refuse(FieldReader fields, StepKind kind, ProblemList problems)
    {
        var (word, refused) = kind switch
        {
            StepKind.Value => ("value", WithoutCall),
            StepKind.Fail => ("fail", WithoutCall),
            StepKind.Elicit => ("elicit", OfQuestion),
            _ => ("", []),
        };
        foreach (var name in refused)
            if (fields.Has(name))
                problems.Error(fields.Path.At(name), "meaningless_field", $"\"{name}\" means nothing on a step with \"{word}\", which calls no tool.", $"Leave \"{name}\" out");
        if (fields.Has("cache") && fields.Has("until"))
            problems.Error(fields.Path.At("cache"), "meaningless_field", "\"cache\" means nothing beside \"until\", which calls again to see a change.", "Leave one of them out");
    }
}
