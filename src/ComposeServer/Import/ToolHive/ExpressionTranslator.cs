using System.Collections.Immutable;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;
using ComposeServer.Import.ToolHive.Templates;

namespace ComposeServer.Import.ToolHive;

/// <summary>Go template expressions in our language: functions and truth (text/template, "Functions").</summary>
internal sealed class ExpressionTranslator(FieldTranslator fields, Action<string> note)
{
    private static readonly ImmutableArray<string> Known = ["json", "fromJson", "quote", "index", "len", "eq", "ne", "lt", "le", "gt", "ge", "and", "or", "not"];

    /// <exception cref="RefusedTemplateException">It has no equal.</exception>
    internal Translated Translate(GoExpression expression) => expression switch
    {
        GoLiteral literal => OfLiteral(literal.Value),
        GoField field => fields.Translate(field.Parts.AsSpan()),
        GoChain chain => Behind(chain.Value, chain.Parts),
        GoCall call => OfCall(call.Name, call.Arguments),
        _ => throw new RefusedTemplateException("The template has no equal."),
    };

    /// <summary>An expression as what Go takes for true: not false, 0, empty or nil.</summary>
    internal Translated Truth(GoExpression expression)
    {
        var value = Translate(expression);
        var text = value.Operand;
        switch (value.Sort)
        {
            case ValueSort.Boolean:
                return value;
            case ValueSort.Number:
                return Translated.Comparison($"{(value.MayBeNothing ? $"default({value.Text}, 0)" : text)} != 0");
            case ValueSort.Text:
                return Translated.Comparison($"{(value.MayBeNothing ? $"default({value.Text}, '')" : text)} != ''");
            case ValueSort.TextOrNull:
                return Translated.Comparison($"{text} != null");
            case ValueSort.Status:
                return new Translated("true", ValueSort.Boolean);
            case ValueSort.List:
                return Translated.Comparison($"length({(value.MayBeNothing ? $"default({value.Text}, [])" : value.Text)}) > 0");
            case ValueSort.Object:
                return value.MayBeNothing ? new Translated($"exists({value.Text})", ValueSort.Boolean) : Translated.Comparison($"length({value.Text}) > 0");
            default:
                note($"{value.Text} must be true or false here; ToolHive also takes anything that is not empty for true");
                return value with { Sort = ValueSort.Boolean };
        }
    }

    private static Translated OfLiteral(Value value) => new(ExpressionLiteral.Of(value), value.Kind switch
    {
        Engine.Json.ValueKind.Text => ValueSort.Text,
        Engine.Json.ValueKind.Number => ValueSort.Number,
        Engine.Json.ValueKind.Boolean => ValueSort.Boolean,
        _ => ValueSort.Any,
    });

    private Translated Behind(GoExpression value, ImmutableArray<GoPart> parts)
    {
        if (Path(value) is { } path)
            return fields.Translate([.. path, .. parts]);
        var inner = Translate(value);
        return new Translated($"{inner.Operand}{ReferenceText.Segments(parts)}");
    }

    private Translated OfCall(string name, ImmutableArray<GoExpression> arguments)
    {
        switch (name)
        {
            case "json" when arguments.Length == 1:
                return new Translated($"json({Given(arguments[0], "null")})", ValueSort.Text);
            case "fromJson" when arguments.Length == 1:
                return new Translated($"parseJson({Translate(arguments[0]).Text})");
            case "quote" when arguments.Length == 1:
                return new Translated($"json({AsText(Translate(arguments[0]))})", ValueSort.Text);
            case "len" when arguments.Length == 1:
                return new Translated($"length({Given(arguments[0], "[]")})", ValueSort.Number);
            case "not" when arguments.Length == 1:
                return new Translated($"!{Truth(arguments[0]).Operand}", ValueSort.Boolean);
            case "index" when arguments.Length > 1:
                return OfIndex(arguments);
            case "and" or "or" when arguments.Length > 0:
                return Join(name == "and" ? Binding.And : Binding.Or, name, arguments);
            case "&&" or "||":
                return Join(name == "&&" ? Binding.And : Binding.Or, name, arguments);
            case "eq" or "==" when arguments.Length > 1:
                return Equal(arguments);
            case "ne" or "!=" when arguments.Length == 2:
                return Compare("!=", arguments);
            case "lt" or "<" or "le" or "<=" or "gt" or ">" or "ge" or ">=" when arguments.Length == 2:
                return Compare(name switch { "lt" => "<", "le" => "<=", "gt" => ">", "ge" => ">=", _ => name }, arguments);
            default:
                throw new RefusedTemplateException(
                    Known.Contains(name) ? $"\"{name}\" has the wrong number of arguments." : arguments.IsEmpty ? $"\"{name}\" is neither a function nor a value that is known." : $"The function \"{name}\" has no equal here.",
                    Known.Contains(name) ? null : Nearest.Name(name, Known) is { } near ? near : "Write the definition's own functions: default, join, upper, lower, trim, split, replace, date …");
        }
    }

    // What may be missing is nil there, which is written as null and has no length.
    private string Given(GoExpression argument, string otherwise) =>
        Translate(argument) is { MayBeNothing: true } optional ? $"default({optional.Text}, {otherwise})" : Translate(argument).Text;

    private Translated Join(Binding binding, string name, ImmutableArray<GoExpression> arguments)
    {
        // Go gives one of the values; with anything but booleans that is a choice, which && and || do not make.
        foreach (var argument in arguments)
            if (argument is GoLiteral { Value.Kind: not Engine.Json.ValueKind.Boolean })
                throw new RefusedTemplateException($"\"{name}\" of values that are not true or false has no equal.", "default($input.x, 'y') for a value that may be missing; if(…, a, b)");
        var joined = binding == Binding.And ? " && " : " || ";
        return arguments.Length == 1 ? Truth(arguments[0]) : new Translated(string.Join(joined, arguments.Select(a => Truth(a).Under(binding + 1))), ValueSort.Boolean) { Binds = binding };
    }

    private Translated Equal(ImmutableArray<GoExpression> arguments)
    {
        var pairs = arguments.Skip(1).Select(other => Compare("==", [arguments[0], other])).ToArray();
        return pairs.Length == 1 ? pairs[0] : new Translated(string.Join(" || ", pairs.Select(p => p.Text)), ValueSort.Boolean) { Binds = Binding.Or };
    }

    private Translated Compare(string operation, ImmutableArray<GoExpression> arguments)
    {
        var (left, right) = (Translate(arguments[0]), Translate(arguments[1]));
        if (left.Sort == ValueSort.Status || right.Sort == ValueSort.Status)
            return Translated.Comparison($"{Status(left, arguments[0])} {operation} {Status(right, arguments[1])}");
        return Translated.Comparison($"{left.Under(Binding.Sum)} {operation} {right.Under(Binding.Sum)}");
    }

    private static string Status(Translated value, GoExpression written)
    {
        if (written is not GoLiteral { Value: { IsText: true } text })
            return value.Operand;
        return text.Text() switch
        {
            "completed" => "'succeeded'",
            "failed" or "skipped" => value.Text,
            var other => throw new RefusedTemplateException($"No step that has ended has the status \"{other}\".", "completed, failed, skipped"),
        };
    }

    private Translated OfIndex(ImmutableArray<GoExpression> arguments)
    {
        if (Path(new GoCall("index", arguments)) is { } path)
            return fields.Translate(path.AsSpan());
        var value = Translate(arguments[0]).Text;
        foreach (var key in arguments.Skip(1))
            value = $"get({value}, {Translate(key).Text})";
        return new Translated(value);
    }

    // The fields that an expression goes down, as far as they are written out.
    private static ImmutableArray<GoPart>? Path(GoExpression expression) => expression switch
    {
        GoField field => field.Parts,
        GoChain chain when Path(chain.Value) is { } before => [.. before, .. chain.Parts],
        GoCall { Name: "index", Arguments: [var value, .. var keys] } when Path(value) is { } before && keys.All(IsPart) => [.. before, .. keys.Select(PartOf)],
        _ => null,
    };

    private static bool IsPart(GoExpression key) =>
        key is GoLiteral { Value: var value } && (value.IsText || (value.Kind == Engine.Json.ValueKind.Number && value.TryInt64(out _)));

    private static GoPart PartOf(GoExpression key)
    {
        var value = ((GoLiteral)key).Value;
        if (value.IsText)
            return new GoPart(value.Text(), 0);
        value.TryInt64(out var index);
        return new GoPart(null, index);
    }

    /// <summary>The expression of a value's text, as it stands in other text.</summary>
    internal static string AsText(Translated value) => value.Sort switch
    {
        ValueSort.Status => $"if({value.Text} == 'succeeded', 'completed', {value.Text})",
        ValueSort.Text when !value.MayBeNothing => value.Text,
        _ => $"string({(value.MayBeNothing ? $"default({value.Text}, '')" : value.Text)})",
    };
}
