using ComposeServer.Engine.Json;

namespace ComposeServer.Import.ToolHive;

/// <summary>Arguments and other trees with texts in them.</summary>
internal sealed class TreeTranslator(TextTranslator texts)
{
    /// <summary>A tree whose texts are templates.</summary>
    internal SourceNode Template(SourceNode node) => Map(node, text => texts.Template(text.Value.Text(), text.Place));

    /// <summary>A tree whose texts are what they are.</summary>
    internal static SourceNode Literal(SourceNode node) => Map(node, static text => LiteralText.Of(text.Value.Text()));

    private static SourceNode Map(SourceNode node, Func<SourceScalar, string> change) => node switch
    {
        SourceScalar { Value.IsText: true } text => text with { Value = Value.Of(change(text)) },
        SourceList list => new SourceList(list.Place, [.. list.Items.Select(i => Map(i, change))]),
        SourceObject members => new SourceObject(members.Place, [.. members.Members.Select(m => m with { Value = Map(m.Value, change) })]),
        _ => node,
    };
}
