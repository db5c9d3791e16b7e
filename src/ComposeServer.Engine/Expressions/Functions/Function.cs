using System.Collections.Immutable;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Expressions.Functions;

/// <summary>A function of section 5 of the contract: what it takes, what it gives, what it does.</summary>
/// <param name="Name">As it is called.</param>
/// <param name="Usage">Its arguments as messages show them.</param>
/// <param name="Parameters">What it takes, in order.</param>
/// <param name="Result">What is known of its value.</param>
internal sealed record Function(string Name, string Usage, ImmutableArray<Parameter> Parameters, ResultType Result)
{
    /// <summary>What it does; null for those that look only at what they need, and for those with a pattern.</summary>
    internal FunctionBody? Body { get; init; }

    /// <summary>Of a function with a regular expression: what it does with it.</summary>
    internal PatternBody? WithPattern { get; init; }

    /// <summary>Says what is wrong with a literal text in the place with that index; null when nothing is.</summary>
    internal Func<int, string, string?>? CheckLiteral { get; init; }

    /// <summary>Says why arguments of these types cannot go together; null when they can.</summary>
    internal Func<ImmutableArray<JsonType>, string?>? CheckTypes { get; init; }

    /// <summary>How many of the last parameters may be left out.</summary>
    internal int Optional { get; init; }

    /// <summary>Whether the last parameter may come any number of times.</summary>
    internal bool Repeats { get; init; }

    /// <summary>Whether it may give Nothing.</summary>
    internal bool MayGiveNothing { get; init; }

    /// <summary>Whether RFC 9535 defines it; then its rules hold inside filters.</summary>
    internal bool IsStandard { get; init; }

    /// <summary>Whether it gives a boolean, so that a filter takes it as a test.</summary>
    internal bool IsTest { get; init; }

    internal string Signature => $"{Name}({Usage})";

    internal static ResultType Gives(JsonType type) => _ => type;

    internal Parameter ParameterAt(int index) => Parameters[Math.Min(index, Parameters.Length - 1)];

    internal bool Takes(int count) => count >= Parameters.Length - Optional && (Repeats || count <= Parameters.Length);
}
