using ComposeServer.Engine.Compilation;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Schemas;
using Spectre.Console;

namespace ComposeServer.Cli;

/// <summary>One field of a question as a person types it: a line, held against the field's schema.</summary>
internal sealed class TerminalField(string name, Value schema, bool isRequired)
{
    private readonly CompiledSchema? _check = CompiledSchema.Compile(schema.ToElement(), new SchemaOptions(AssertFormats: true), out _);

    internal TextPrompt<string> Prompt() => new TextPrompt<string>(Markup.Escape(Label))
        .AllowEmpty()
        .Validate(typed => Fault(typed) is { } fault ? ValidationResult.Error(Markup.Escape(fault)) : ValidationResult.Success());

    /// <summary>What a line means; Nothing for an empty one, where the field may be left out.</summary>
    internal Value Read(string typed)
    {
        if (typed.Length == 0 && (!schema.Get("default").IsNothing || !isRequired || !IsText))
            return schema.Get("default");
        return Type switch
        {
            "string" or "" => Value.Of(typed),
            "boolean" => Boolean(typed.Trim()),
            "array" => Value.Of([.. typed.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Value.Of)]),
            _ => JsonText.TryParse(typed, out var number) ? Value.Of(number) : Value.Of(typed),
        };
    }

    /// <summary>What is wrong with a line; null when nothing is.</summary>
    internal string? Fault(string typed)
    {
        var value = Read(typed);
        if (value.IsNothing)
            return isRequired ? "An answer is needed." : null;
        return _check is null || _check.IsValid(value) ? null : ArgumentFaults.Describe(_check.Validate(value), "That does not fit", "it");
    }

    private string Type => schema.Get("type") is { IsText: true } type ? type.Text() : "";

    private bool IsText => Type is "string" or "";

    private string Label
    {
        get
        {
            var label = schema.Get("title") is { IsText: true } title ? title.Text() : name;
            if (schema.Get("description") is { IsText: true } description)
                label += $", {description.Text()}";
            var choices = Choices(Type == "array" ? schema.Get("items") : schema);
            label += choices.Count > 0 ? $" ({(Type == "array" ? "some of, with commas: " : "")}{string.Join(" | ", choices)})" : IsText ? "" : $" ({Type})";
            if (schema.Get("default") is { IsNothing: false } usual)
                label += $" [{(usual.IsText ? usual.Text() : usual.ToJson())}]";
            return label + (isRequired ? ":" : ", if any:");
        }
    }

    private static List<string> Choices(Value schema)
    {
        var choices = new List<string>();
        foreach (var word in schema.Get("enum").Items())
            choices.Add(Word(word));
        foreach (var titled in (schema.Get("oneOf").IsNothing ? schema.Get("anyOf") : schema.Get("oneOf")).Items())
            choices.Add(Word(titled.Get("const")) + (titled.Get("title") is { IsText: true } title ? $" = {title.Text()}" : ""));
        return choices;
    }

    private static string Word(Value value) => value.IsText ? value.Text() : value.ToJson();

    private static Value Boolean(string typed) => typed switch
    {
        "y" or "yes" or "true" => Value.True,
        "n" or "no" or "false" => Value.False,
        _ => Value.Of(typed),
    };
}
