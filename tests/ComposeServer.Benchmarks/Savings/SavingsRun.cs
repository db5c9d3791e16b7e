using System.Globalization;
using System.Text.Json;
using ComposeServer.EndToEnd.Harness;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;
using ComposeServer.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace ComposeServer.Benchmarks.Savings;

/// <summary>
/// What a composed tool saves an agent: the bytes that pass through the model, and the round trips, when it makes the calls itself and when it
/// calls the sample. The samples run for real, with the reference servers. A token is taken for four bytes.
/// </summary>
internal static class SavingsRun
{
    private const double BytesOfToken = 4;

    internal static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (NodePackages.Problem is { } problem)
        {
            await Console.Error.WriteLineAsync(problem);
            return 1;
        }

        using var home = Home();
        var before = Environment.CurrentDirectory;
        Environment.CurrentDirectory = home.Files;
        await using var composition = Composition.Open(new HomeOptions(home.Home), static _ => true, NullLoggerFactory.Instance, TimeProvider.System);
        await composition.Waits.ForAll(cancellationToken);
        var report = new Report("What composed tools save an agent");
        foreach (var use in SampleUse.All)
            await Measure(use, composition, report, cancellationToken);
        report.Add($"not measured here: {string.Join(", ", SampleUse.NotMeasured)}", "they need what is not on every machine");
        report.Print();
        Environment.CurrentDirectory = before;
        return 0;
    }

    private static async Task Measure(SampleUse use, Composition composition, Report report, CancellationToken cancellationToken)
    {
        var catalog = composition.Live.Current;
        var recorded = new RecordingTools(catalog);
        var planned = catalog.Engine.Plan(Definition(use), recorded);
        var tool = catalog.Engine.Compile(planned.Plan ?? throw new InvalidOperationException($"{use.Name}: {string.Join("; ", planned.Errors)}"));
        var arguments = JsonText.Parse(use.Arguments);
        var result = await tool.Tool.Invoke(new ToolCall(arguments, CallContext.Alone), cancellationToken);
        if (result.Failure is { } failure)
            throw new InvalidOperationException($"{use.Name}: {failure.Message}");
        Tell(report, use.Name, recorded, RecordingTools.BytesOf(use.Name, arguments, result));
    }

    private static void Tell(Report report, string name, RecordingTools byHand, long composed)
    {
        var part = (double)composed / byHand.Bytes;
        report.Add(name, string.Create(
            CultureInfo.InvariantCulture,
            $"{byHand.Calls} → 1 round trips, {byHand.Bytes:#,0} → {composed:#,0} B (about {byHand.Bytes / BytesOfToken:#,0} → {composed / BytesOfToken:#,0} tokens), {Math.Abs(1 - part):0 %} {(part < 1 ? "less" : "more")}"));
        if (byHand.Calls >= 3)
            report.Target($"{name}, three calls: at most 0.4 of the bytes", 0.4, part, "×");
    }

    private static TestHome Home()
    {
        var home = new TestHome();
        home.WithPackage("everything", "@modelcontextprotocol/server-everything")
            .WithPackage("memory", "@modelcontextprotocol/server-memory")
            .WithPackage("fs", "@modelcontextprotocol/server-filesystem", home.Files);
        File.Copy(Path.Combine(Places.RepositoryRoot, "README.md"), home.File("notes.md"));
        File.WriteAllLines(home.File("server.log"), Enumerable.Range(0, 2_000).Select(Line));
        foreach (var source in Directory.GetFiles(Path.Combine(Places.RepositoryRoot, "src"), "*.cs", SearchOption.AllDirectories))
            Copy(source, home.File(Path.GetRelativePath(Places.RepositoryRoot, source)));
        return home;
    }

    private static void Copy(string source, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(source, target);
    }

    private static string Line(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"2026-11-20T10:{number / 60 % 60:00}:{number % 60:00}Z {(number % 97 == 0 ? "ERROR" : "INFO")} request {number} was answered");

    private static JsonElement Definition(SampleUse use) =>
        Json.Parse(File.ReadAllText(Path.Combine(Places.RepositoryRoot, "library-samples", $"{use.Name}.json")));
}
