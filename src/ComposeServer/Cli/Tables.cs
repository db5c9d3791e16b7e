using Spectre.Console;

namespace ComposeServer.Cli;

/// <summary>Tables on a terminal.</summary>
internal static class Tables
{
    internal static Table New(params string[] columns)
    {
        var table = new Table().Border(TableBorder.None);
        foreach (var column in columns)
            table.AddColumn(new TableColumn(new Text(column, new Style(decoration: Decoration.Bold))).PadRight(2));
        return table;
    }

    /// <summary>Texts as they are: nothing in them is markup.</summary>
    internal static Text[] Cells(params string[] texts) => Array.ConvertAll(texts, static text => new Text(text));
}
