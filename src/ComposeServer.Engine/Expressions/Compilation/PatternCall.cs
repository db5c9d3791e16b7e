using ComposeServer.Engine.Expressions.Binding;
using ComposeServer.Engine.Expressions.Functions;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Patterns;

namespace ComposeServer.Engine.Expressions.Compilation;

/// <summary>The body of a function with a regular expression: compiled once when it is written out, else out of a cache.</summary>
internal static class PatternCall
{
    internal static FunctionBody Of(BoundCall call)
    {
        var body = call.Function.WithPattern!;
        if (call.Pattern is { } pattern)
            return (arguments, _) => body(pattern, arguments);
        var (place, syntax) = Place(call.Function);
        var standard = call.Function.IsStandard;
        return (arguments, _) =>
        {
            if (Pattern.Cached(arguments[place].Text(), syntax, out var cached, out var problem))
                return body(cached, arguments);
            // What is no I-Regexp matches nothing (RFC 9535, sections 2.4.6 and 2.4.7).
            return standard ? Value.False : throw new EvaluationException($"cannot take the regular expression: it {problem}");
        };
    }

    private static (int Place, PatternSyntax Syntax) Place(Function function)
    {
        for (var i = 0; i < function.Parameters.Length; i++)
            if (function.Parameters[i].Role is ParameterRole.IRegexp or ParameterRole.Regex)
                return (i, function.Parameters[i].Role == ParameterRole.Regex ? PatternSyntax.EcmaScript : PatternSyntax.IRegexp);
        throw new InvalidOperationException($"{function.Name} takes no regular expression.");
    }
}
