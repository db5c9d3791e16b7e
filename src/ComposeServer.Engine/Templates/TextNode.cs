using System.Collections.Immutable;
using System.Text;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Templates;

/// <summary>A string with expressions inside other text: texts stand as they are, everything else as compact JSON.</summary>
internal sealed record TextNode(ImmutableArray<TextPart> Parts) : TemplateNode
{
    /// <summary>The most characters that a text may have: what fits a value's limit in UTF-8, so that building it is bounded.</summary>
    private const int MostCharacters = 8 * 1024 * 1024;

    internal override JsonType Type => JsonType.Text;

    internal override Value Evaluate(EvaluationContext context)
    {
        var text = new StringBuilder();
        foreach (var part in Parts)
        {
            text.Append(part.Literal ?? Spell(part.Expression!, context));
            if (text.Length > MostCharacters)
                throw new EvaluationException($"The text has more than {MostCharacters} characters, the most that a value may have.");
        }

        return Value.Of(text.ToString());
    }

    internal override void Collect(ImmutableArray<BoundReference>.Builder references)
    {
        foreach (var part in Parts)
            if (part.Expression is { } expression)
                references.AddRange(expression.References);
    }

    private static string Spell(Expression expression, EvaluationContext context)
    {
        var value = expression.Evaluate(context);
        if (value.IsNothing)
            throw new EvaluationException($"{{{{ {expression.Text} }}}} gives nothing, and stands inside text; write {{{{ default({expression.Text}, '') }}}}.");
        return value.ToPlainText();
    }
}
