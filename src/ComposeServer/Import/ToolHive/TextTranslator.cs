using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;
using ComposeServer.Import.ToolHive.Templates;

namespace ComposeServer.Import.ToolHive;

/// <summary>Texts with Go templates in them, as templates and expressions of ours.</summary>
internal sealed partial class TextTranslator(ExpressionTranslator expressions, ImportLog log)
{
    /// <summary>A text of arguments or of a message: a whole template keeps its type, one in other text becomes text.</summary>
    internal string Template(string text, Place place)
    {
        var nodes = Read(text, place);
        if (nodes is [GoAction only])
            return Translate(only.Value, place) is not { } value ? "" : value is { IsReference: true, Sort: not ValueSort.Status } ? value.Text : $"{{{{ {Rendered(value)} }}}}";
        var written = new StringBuilder();
        for (var i = 0; i < nodes.Length; i++)
            written.Append(nodes[i] is GoText literal ? LiteralText.Of(literal.Text, i + 1 < nodes.Length) : $"{{{{ {Part(nodes[i], place).Text} }}}}");
        return written.ToString();
    }

    /// <summary>A text as an expression; null when it is refused.</summary>
    internal Translated? Expression(string text, Place place)
    {
        var before = log.ErrorCount;
        var nodes = Read(text, place);
        var value = nodes is [GoAction only] ? Translate(only.Value, place) : Body(nodes, place);
        return log.ErrorCount == before ? value : null;
    }

    /// <summary>A text whose template gives a list or an object: what is turned into JSON is taken as it is.</summary>
    internal string? Structure(string text, Place place)
    {
        if (Read(text, place) is [GoAction { Value: GoCall { Name: "json", Arguments: [var inner] } }])
            return Translate(inner, place)?.Text;
        if (JsonText.TryParse(text, out var literal) && literal.ValueKind is System.Text.Json.JsonValueKind.Array or System.Text.Json.JsonValueKind.Object)
            return ExpressionLiteral.Of(Value.Of(literal));
        if (Expression(text, place) is not { } value)
            return null;
        return value.IsReference || value.Text.StartsWith("parseJson(", StringComparison.Ordinal) ? value.Text : $"parseJson({ExpressionTranslator.AsText(value)})";
    }

    /// <summary>A condition; null where it always holds or is refused.</summary>
    internal Value? Condition(string text, Place place)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 0)
            return null;
        if (Word(trimmed) is { } word)
            return Value.Of(word);
        var nodes = Read(trimmed, place);
        return nodes switch
        {
            [GoIf choice] => Value.Of($"if({Truth(choice.Condition, place)}, {Answer(choice.Then, place)}, {Answer(choice.Else, place)})"),
            [GoAction only] => Holds(Translate(only.Value, place), place),
            [] => null,
            _ => Operators(trimmed, place),
        };
    }

    private static bool? Word(string text) => text switch
    {
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ => null,
    };

    // The simpler form writes operators between the braces' results, or no braces at all.
    private Value? Operators(string text, Place place)
    {
        try
        {
            var value = expressions.Translate(GoParser.Read(Action().Replace(text, "($1)")));
            log.Note(place, "the condition is read as one expression");
            return Holds(value, place);
        }
        catch (RefusedTemplateException e)
        {
            log.Error(place, "no_equal", $"The condition must come to true or false: {e.Message}", e.Suggestion ?? "{{ eq .steps.id.status \"completed\" }}");
            return null;
        }
    }

    private Value? Holds(Translated? value, Place place)
    {
        if (value is { Sort: ValueSort.Boolean or ValueSort.Any })
            return Value.Of(value.Text);
        if (value is { Sort: ValueSort.Text })
            return Value.Of($"boolean({value.Text})");
        if (value is not null)
            log.Error(place, "no_equal", $"The condition gives {value.Text}, which is neither true nor false.", "A comparison: eq, ne, lt, gt");
        return null;
    }

    private string Answer(ImmutableArray<GoNode> nodes, Place place) => nodes switch
    {
        [GoText literal] when Word(literal.Text.Trim()) is { } word => word ? "true" : "false",
        [GoIf choice] => $"if({Truth(choice.Condition, place)}, {Answer(choice.Then, place)}, {Answer(choice.Else, place)})",
        [GoAction only] when Translate(only.Value, place) is { Sort: ValueSort.Boolean or ValueSort.Any } value => value.Text,
        _ => Refused(place),
    };

    private string Refused(Place place)
    {
        log.Error(place, "no_equal", "A branch of the condition gives neither true nor false.", "{{ if … }}true{{ else }}false{{ end }}");
        return "false";
    }

    private Translated Part(GoNode node, Place place) => node switch
    {
        GoText literal => new Translated(ReferenceText.Quote(literal.Text), ValueSort.Text),
        GoAction action when Translate(action.Value, place) is { } value => value with { Text = Rendered(Filled(value, place)) },
        GoIf choice => new Translated($"if({Truth(choice.Condition, place)}, {Body(choice.Then, place).Text}, {Body(choice.Else, place).Text})"),
        _ => new Translated("''", ValueSort.Text),
    };

    // What stands between braces, as one expression.
    private Translated Body(ImmutableArray<GoNode> nodes, Place place) => nodes switch
    {
        [] => new Translated("''", ValueSort.Text),
        [var only] => Part(only, place),
        _ => new Translated($"join([{string.Join(", ", nodes.Select(n => Part(n, place).Text))}], '')", ValueSort.Text),
    };

    private Translated Filled(Translated value, Place place)
    {
        if (!value.MayBeNothing)
            return value;
        log.Note(place, $"where {value.Text} is not given, there is nothing in the text; ToolHive would write \"<no value>\"");
        return new Translated($"default({value.Text}, '')", value.Sort);
    }

    private static string Rendered(Translated value) => value.Sort == ValueSort.Status ? ExpressionTranslator.AsText(value) : value.Text;

    private string Truth(GoExpression condition, Place place)
    {
        try
        {
            return expressions.Truth(condition).Text;
        }
        catch (RefusedTemplateException e)
        {
            log.Error(place, "no_equal", e.Message, e.Suggestion);
            return "true";
        }
    }

    private Translated? Translate(GoExpression expression, Place place)
    {
        try
        {
            return expressions.Translate(expression);
        }
        catch (RefusedTemplateException e)
        {
            log.Error(place, "no_equal", e.Message, e.Suggestion);
            return null;
        }
    }

    private ImmutableArray<GoNode> Read(string text, Place place) =>
        GoTemplate.Read(text, e => log.Error(place, "no_equal", e.Message, e.Suggestion));

    [GeneratedRegex(@"\{\{-?(.*?)-?\}\}", RegexOptions.Singleline)]
    private static partial Regex Action();
}
