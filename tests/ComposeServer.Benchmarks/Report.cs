using System.Globalization;
using System.Runtime.InteropServices;
using Spectre.Console;

namespace ComposeServer.Benchmarks;

/// <summary>What a run tells: figures, and targets with what was reached.</summary>
internal sealed class Report(string title)
{
    private readonly Table _figures = NewTable("measured", "median", "p99");
    private readonly Table _targets = NewTable("target", "reached", "");

    /// <summary>Something measured, in milliseconds.</summary>
    internal void Add(string what, Latency.Distribution measured) =>
        _figures.AddRow(Markup.Escape(what), Milliseconds(measured.Median), Milliseconds(measured.P99));

    /// <summary>Something counted.</summary>
    internal void Add(string what, string figure) => _figures.AddRow(Markup.Escape(what), Markup.Escape(figure), "");

    /// <summary>A target: what is reached must not be above it.</summary>
    internal void Target(string what, double most, double reached, string unit) =>
        _targets.AddRow(Markup.Escape(what), Number(reached, unit), reached <= most ? "met" : "[yellow]missed[/]");

    internal void Print()
    {
        AnsiConsole.Write(new Rule(Markup.Escape(title)).LeftJustified());
        AnsiConsole.WriteLine($"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}, {DateTime.UtcNow:yyyy-MM-dd}");
        foreach (var table in new[] { _figures, _targets })
            if (table.Rows.Count > 0)
                AnsiConsole.Write(table);
    }

    internal static string Milliseconds(double milliseconds) =>
        milliseconds < 1 ? Number(milliseconds * 1_000, "µs") : Number(milliseconds, "ms");

    private static string Number(double value, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Round(value, value < 10 ? 2 : value < 100 ? 1 : 0)} {unit}");

    private static Table NewTable(params string[] columns)
    {
        // A report that goes into a file is not broken at 80 characters.
        if (!AnsiConsole.Profile.Out.IsTerminal)
            AnsiConsole.Profile.Width = 160;
        return new Table().Border(TableBorder.Markdown).AddColumns(columns);
    }
}
