using System.Collections.Immutable;
using System.Text.Json;

namespace ComposeServer.Configuration;

/// <summary>What was read out of <c>settings.json</c>, and what is wrong in it. With an error among the problems the settings are not to be used.</summary>
internal sealed record SettingsFile(Settings Settings, ImmutableArray<ConfigurationProblem> Problems)
{
    internal static SettingsFile Empty { get; } = new(Settings.Default, []);

    internal bool IsUsable => !Problems.Any(problem => !problem.IsWarning);

    /// <summary>Reads the file; one that is missing says nothing.</summary>
    /// <exception cref="IOException">It is there and cannot be opened.</exception>
    internal static SettingsFile Load(string path) => File.Exists(path) ? Parse(File.ReadAllText(path)) : Empty;

    /// <param name="text">JSON; comments and trailing commas are allowed.</param>
    internal static SettingsFile Parse(string text)
    {
        var problems = new Problems();
        using var document = LenientJson.Parse(text, problems);
        var settings = document is null ? Settings.Default : Read(new SettingsReader(document.RootElement, "", problems), problems);
        return new SettingsFile(settings, [.. problems.Found]);
    }

    private static Settings Read(SettingsReader file, Problems problems)
    {
        file.Knows("limits", "compose", "listComposed", "startupWait", "builtIn", "telemetry", "$schema");
        var compose = ReadCompose(file);
        return new Settings
        {
            Limits = ReadLimits(file.Inside("limits")),
            MayCompose = compose != "deny",
            AsksToCompose = compose == "ask",
            ListComposed = file.Flag("listComposed", Settings.Default.ListComposed),
            StartupWait = file.Duration("startupWait", Settings.Default.StartupWait),
            BuiltIn = ReadBuiltIn(file.Inside("builtIn")),
            Telemetry = TelemetrySettings.Read(file.Inside("telemetry"), "/telemetry", problems),
        };
    }

    private static string ReadCompose(SettingsReader file) => file.Text("compose") switch
    {
        null => file.Raw("compose").ValueKind == JsonValueKind.Undefined ? "allow" : "deny",
        var word and ("allow" or "ask" or "deny") => word,
        _ => file.Wrong("compose", "must be \"allow\", \"ask\" or \"deny\".", "deny"),
    };

    private static Limits ReadLimits(SettingsReader limits)
    {
        limits.Knows("steps", "parallel", "depth", "callsPerRun", "items", "valueBytes", "runBytes", "jsonDepth", "definitionBytes", "tools");
        var usual = Limits.Default;
        return new Limits
        {
            Steps = limits.Count("steps", usual.Steps),
            Parallel = limits.Count("parallel", usual.Parallel),
            Depth = limits.Count("depth", usual.Depth),
            CallsPerRun = limits.Count("callsPerRun", usual.CallsPerRun),
            Items = limits.Count("items", usual.Items),
            ValueBytes = limits.Bytes("valueBytes", usual.ValueBytes),
            RunBytes = limits.Bytes("runBytes", usual.RunBytes),
            JsonDepth = limits.Count("jsonDepth", usual.JsonDepth),
            DefinitionBytes = limits.Bytes("definitionBytes", usual.DefinitionBytes),
            Tools = limits.Count("tools", usual.Tools),
        };
    }

    private static BuiltInSettings ReadBuiltIn(SettingsReader builtIn)
    {
        builtIn.Knows("listed", "files", "http");
        var files = builtIn.Inside("files");
        files.Knows("roots");
        var http = builtIn.Inside("http");
        http.Knows("hosts");
        return new BuiltInSettings
        {
            Listed = builtIn.Flag("listed", BuiltInSettings.Default.Listed),
            FileRoots = files.Texts("roots", BuiltInSettings.Default.FileRoots),
            HttpHosts = http.Texts("hosts", BuiltInSettings.Default.HttpHosts),
        };
    }
}
