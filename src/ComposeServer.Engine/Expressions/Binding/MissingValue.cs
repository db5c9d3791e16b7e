using System.Collections.Immutable;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Expressions.Binding;

/// <summary>What is said when a reference finds no value: what was there instead (section 6 of the contract).</summary>
internal static class MissingValue
{
    private const int MaxNames = 10;

    /// <param name="written">The reference as it was written, without <c>?</c>.</param>
    /// <param name="path">The part of it that did find something.</param>
    /// <param name="there">What that is.</param>
    /// <param name="name">The name that was not there; null for an index.</param>
    internal static EvaluationException At(string written, string path, Value there, string? name)
    {
        var nearest = name is null || there.Kind != ValueKind.Object ? null : Nearest.Name(name, Names(there, int.MaxValue));
        return new EvaluationException($"{written} found nothing: {path} is {Described(there)}" + (nearest is null ? "" : $"; did you mean \"{nearest}\"?"));
    }

    private static string Described(Value value) => value.Kind switch
    {
        ValueKind.Object when value.Count == 0 => "an object without members",
        ValueKind.Object => $"an object with {Listed(value)}",
        ValueKind.List when value.Count == 1 => "a list of 1 item",
        ValueKind.List => $"a list of {value.Count} items",
        _ => KindWords.Of(value).NamesWithArticle(),
    };

    private static string Listed(Value value)
    {
        var names = string.Join(", ", Names(value, MaxNames).Select(name => $"\"{name}\""));
        return value.Count > MaxNames ? $"{names} and {value.Count - MaxNames} more" : names;
    }

    private static ImmutableArray<string> Names(Value value, int most)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var member in value.Members())
        {
            if (names.Count == most)
                break;
            names.Add(member.Name);
        }

        return names.ToImmutable();
    }
}
