using Spectre.Console;

namespace ComposeServer.Cli;

/// <summary>Tables on a terminal.</summary>
internal static class Tables
{
    private const int WidestRow = 4_000;

    internal static Table New(params string[] columns)
    {
        var table = new Table().Border(TableBorder.None);
        foreach (var column in columns)
            table.AddColumn(new TableColumn(new Text(column, new Style(decoration: Decoration.Bold))).PadRight(2));
        return table;
    }

    /// <summary>Writes to standard output; into a file or a pipe plainly, a row a line, so that names can be searched for.</summary>
    internal static void Write(Table table)
    {
        if (!Console.IsOutputRedirected)
        {
            AnsiConsole.Write(table);
            return;
        }

        var plain = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(Console.Out) });
        plain.Profile.Width = WidestRow;
        plain.Write(table);
    }

    /// <summary>Texts as they are: nothing in them is markup.</summary>
    internal static Text[] Cells(params string[] texts) => Array.ConvertAll(texts, static text => new Text(text));
}
