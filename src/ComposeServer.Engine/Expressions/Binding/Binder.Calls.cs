using System.Collections.Immutable;
using ComposeServer.Engine.Expressions.Functions;
using ComposeServer.Engine.Expressions.Syntax;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Patterns;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Expressions.Binding;

/// <content>Calls of functions.</content>
internal sealed partial class Binder
{
    // Stands for one that is not known, so that the problems of its arguments are found too.
    private static readonly Function AnyFunction = new("", "", [Parameter.Any], Function.Gives(JsonType.Any));

    private Bound Call(CallNode node, bool inFilter)
    {
        var function = FunctionTable.Find(node.Name);
        if (function is null || !(IsComposition || function.IsStandard))
        {
            ReportUnknownFunction(node);
            Arguments(node, AnyFunction, inFilter);
            return Unknown(node);
        }

        var known = function.Takes(node.Arguments.Length);
        if (!known)
            Report(node.Position, "wrong_argument_count", $"{function.Signature} does not take {Counted(node.Arguments.Length)}");
        var arguments = Arguments(node, function, inFilter);
        if (!known)
            return Unknown(node);
        return function.Name switch
        {
            ChoiceFunctions.Default => new BoundDefault(node, JsonType.Union(arguments[0].Type, arguments[1].Type), arguments[1].Nothing, arguments[0], arguments[1]),
            ChoiceFunctions.Exists => new BoundExists(node, arguments[0]),
            ChoiceFunctions.If => If(node, arguments),
            _ => Checked(node, function, arguments, inFilter),
        };
    }

    private static string Counted(int count) => count == 1 ? "1 argument" : $"{count} arguments";

    private void ReportUnknownFunction(CallNode node)
    {
        var nearest = IsComposition ? Nearest.Name(node.Name, FunctionTable.Names) : null;
        Report(node.Position, "unknown_function", $"there is no function {node.Name}" + (nearest is null ? "" : $"; did you mean {nearest}?"),
            nearest is null ? null : FunctionTable.Find(nearest)!.Signature);
    }

    private BoundIf If(CallNode node, ImmutableArray<Bound> arguments)
    {
        MustBeBoolean(arguments[0], "if");
        var (then, otherwise) = (arguments[1], arguments[2]);
        var source = then.Nothing == NothingSource.Reference || otherwise.Nothing == NothingSource.Reference
            ? NothingSource.Reference
            : (NothingSource)Math.Max((int)then.Nothing, (int)otherwise.Nothing);
        return new BoundIf(node, JsonType.Union(then.Type, otherwise.Type), source, arguments[0], then, otherwise);
    }

    private BoundCall Checked(CallNode node, Function function, ImmutableArray<Bound> arguments, bool inFilter)
    {
        Pattern? pattern = null;
        var sound = true;
        for (var i = 0; i < arguments.Length; i++)
        {
            sound &= Check(function, i, arguments[i], inFilter);
            if (function.ParameterAt(i).Role is ParameterRole.IRegexp or ParameterRole.Regex && arguments[i] is BoundLiteral { Value.IsText: true } literal)
                pattern = Compiled(literal, function.ParameterAt(i).Role);
        }

        var types = arguments.Select(argument => argument.Type).ToImmutableArray();
        if (sound && function.CheckTypes?.Invoke(types) is { } clash)
            Report(node.Position, "wrong_type", $"{function.Signature}: {clash}");
        var type = function.Result(types);
        var nothing = function.MayGiveNothing || inFilter ? NothingSource.Function : NothingSource.Never;
        return new BoundCall(node, type, nothing, function, arguments) { Pattern = pattern, InFilter = inFilter };
    }

    /// <summary>Whether an argument is of a kind that the function takes.</summary>
    private bool Check(Function function, int index, Bound argument, bool inFilter)
    {
        var parameter = function.ParameterAt(index);
        MustNotBeNothing(argument, function.Name, Empty(parameter.Accepts), inFilter);
        var fits = !CannotBe(argument.Type, parameter.Accepts);
        // In a filter RFC 9535 lets its functions meet any value.
        if (!fits && !(inFilter && function.IsStandard))
            ReportKind(function, parameter, argument);
        if (fits && argument is BoundLiteral { Value.IsText: true } literal && function.CheckLiteral?.Invoke(index, literal.Value.Text()) is { } fault)
            Report(argument.Syntax.Position, "bad_argument", $"{function.Name} {fault}");
        return fits;
    }

    private void ReportKind(Function function, Parameter parameter, Bound argument)
    {
        var remedy = parameter.Accepts == Kinds.Text ? $"string({argument.Shown})"
            : argument.Type.Kinds == Kinds.Text && (parameter.Accepts & Kinds.Number) != 0 ? $"number({argument.Shown})"
            : null;
        Report(argument.Syntax.Position, "wrong_type",
            $"{function.Signature} takes {parameter.Accepts.NamesWithArticle()} there, and {argument.Shown} is {argument.Type.Kinds.NamesWithArticle()}", remedy);
    }

    // What default(…) would give instead, as far as it can be written.
    private static string Empty(Kinds accepts) => accepts switch
    {
        _ when (accepts & Kinds.Text) != 0 => "''",
        _ when (accepts & Kinds.List) != 0 => "[]",
        _ when (accepts & Kinds.Number) != 0 => "0",
        _ => "…",
    };

    private Pattern? Compiled(BoundLiteral literal, ParameterRole role)
    {
        var syntax = role == ParameterRole.Regex ? PatternSyntax.EcmaScript : PatternSyntax.IRegexp;
        if (Pattern.TryCreate(literal.Value.Text(), syntax, out var pattern, out var problem))
            return pattern;
        // RFC 9535 lets it match nothing; whoever composes a tool is better told.
        if (IsComposition)
            Report(literal.Syntax.Position, "invalid_pattern", $"the regular expression {literal.Shown} {problem}");
        return null;
    }
}
