using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ComposeServer.Configuration;

/// <summary>Reads one server of <c>servers.json</c>.</summary>
internal static partial class ServerEntry
{
    private static readonly string[] Reserved = ["files", "http", "wait", "composer"];

    private static readonly string[] Versions = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28"];

    /// <summary>The server, or null when something in it is wrong, which is then among the problems.</summary>
    internal static UpstreamConfiguration? Read(JsonProperty entry, string root, string folder, Func<string, string?> variable, Problems problems)
    {
        var before = problems.Errors;
        var pointer = Problems.Pointer(root, entry.Name);
        CheckName(entry.Name, pointer, problems);
        if (entry.Value.ValueKind != JsonValueKind.Object)
            problems.Error(pointer, "must be an object with \"command\" or \"url\".");
        // A server that is switched off need not be right, and nobody may have set its variables.
        if (problems.Errors > before || entry.Value.TryGetProperty("disabled", out var disabled) && disabled.ValueKind == JsonValueKind.True)
            return problems.Errors > before ? null : new UpstreamConfiguration { Name = entry.Name, Disabled = true };
        var reader = new EntryReader(entry.Value, pointer, variable, problems);
        var server = TransportOf(reader) is { } transport ? Read(entry.Name, transport, reader, folder) : null;
        return problems.Errors == before ? server : null;
    }

    private static UpstreamConfiguration Read(string name, Transport transport, EntryReader entry, string folder)
    {
        var stdio = transport == Transport.Stdio;
        return new UpstreamConfiguration
        {
            Name = name,
            Transport = transport,
            Command = stdio ? entry.RequiredText("command") : "",
            Arguments = stdio ? entry.Texts("args") : [],
            Environment = stdio ? entry.Map("env", StringComparer.Ordinal) : Nothing,
            EnvironmentFile = stdio && entry.Text("envFile") is { Length: > 0 } file ? Under(folder, file) : null,
            WorkingDirectory = stdio && entry.Text("cwd") is { Length: > 0 } directory ? Under(folder, directory) : null,
            Url = stdio ? null : entry.Address("url"),
            Headers = stdio ? Nothing : entry.Headers("headers"),
            Expose = Exposed(entry),
            Deny = entry.IsText("deny") ? [entry.Text("deny") ?? ""] : entry.Texts("deny"),
            Timeout = entry.Duration("timeout", UpstreamConfiguration.DefaultTimeout),
            MaxConcurrency = entry.Count("maxConcurrency", UpstreamConfiguration.DefaultMaxConcurrency),
            ProtocolVersion = entry.OneOf("protocolVersion", Versions),
            Expanded = [.. entry.Expanded],
        };
    }

    private static ImmutableSortedDictionary<string, string> Nothing { get; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    private static Transport? TransportOf(EntryReader entry) => entry.Text("type") switch
    {
        "stdio" => Transport.Stdio,
        "sse" => Transport.Sse,
        "http" or "streamable-http" or "streamableHttp" or "streamable_http" => Transport.Http,
        null when entry.Has("command") == entry.Has("url") =>
            entry.Wrong("", "needs \"command\" (a program to start) or \"url\" (an address), and not both.", (Transport?)null),
        null => entry.Has("command") ? Transport.Stdio : Transport.Http,
        _ => entry.Wrong("type", "must be \"stdio\", \"http\", \"sse\" or \"streamable-http\".", (Transport?)null),
    };

    private static ImmutableArray<string> Exposed(EntryReader entry) => entry.IsText("expose")
        ? entry.Text("expose") switch { "all" or null => ["*"], "none" => [], var glob => [glob] }
        : entry.Has("expose") ? entry.Texts("expose") : ["*"];

    private static void CheckName(string name, string pointer, Problems problems)
    {
        if (name.Contains("__", StringComparison.Ordinal) || name.EndsWith('_'))
            problems.Error(pointer, "The name of a server must not hold \"__\" or end in \"_\", because its tools are listed as server__tool: rename it.");
        else if (Reserved.Contains(name))
            problems.Error(pointer, "The name belongs to tools of this program: rename the server.");
        else if (!Sane().IsMatch(name))
            problems.Error(pointer, "The name of a server is 1 to 50 letters, digits, \"_\", \"-\" and \".\": rename it.");
    }

    private static string Under(string folder, string path) =>
        path.StartsWith("~/", StringComparison.Ordinal)
            ? Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), path[2..])
            : Path.GetFullPath(path, folder);

    [GeneratedRegex(@"\A[A-Za-z0-9_.-]{1,50}\z")]
    private static partial Regex Sane();
}
