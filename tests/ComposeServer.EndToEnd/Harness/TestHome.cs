using System.Diagnostics;
using System.Text.Json;

namespace ComposeServer.EndToEnd.Harness;

/// <summary>A fresh home of the program, and a folder of files in which it is started; both go at the end.</summary>
internal sealed class TestHome : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("end-to-end-").FullName;
    private readonly SortedDictionary<string, string> _servers = new(StringComparer.Ordinal);

    internal TestHome()
    {
        Directory.CreateDirectory(Home);
        Directory.CreateDirectory(Files);
    }

    internal string Home => Path.Combine(_root, "home");

    /// <summary>The folder in which the program is started, which its own files tools may read.</summary>
    internal string Files => Path.Combine(_root, "files");

    internal string Library => Path.Combine(Home, "composed-tools.json");

    internal string Settings => Path.Combine(Home, "settings.json");

    internal string File(string name) => Path.Combine(Files, name);

    /// <summary>Adds an upstream with this entry in servers.json.</summary>
    internal TestHome With(string name, string entry)
    {
        // On a busy machine three seconds are not enough for a server to start.
        if (!System.IO.File.Exists(Settings))
            System.IO.File.WriteAllText(Settings, """{"startupWait":"25s"}""");
        _servers[name] = entry;
        SaveServers();
        return this;
    }

    /// <summary>Takes an upstream out again.</summary>
    internal TestHome Without(string name)
    {
        _servers.Remove(name);
        SaveServers();
        return this;
    }

    /// <summary>Adds an upstream that is a stand-in with this script; <c>$RECORD</c> in it is its record.</summary>
    internal TestHome WithStandIn(string name, string script, string more = "\"disabled\":false")
    {
        System.IO.File.WriteAllText(Script(name), script.Replace("$RECORD", RecordOf(name), StringComparison.Ordinal));
        return With(name, $$"""{"command":{{Json.Quoted(Places.Dotnet)}},"args":[{{Json.Quoted(Places.StandIn)}},{{Json.Quoted(Script(name))}}],{{more}}}""");
    }

    /// <summary>Adds an upstream that is one of the npm packages.</summary>
    internal TestHome WithPackage(string name, string package, params string[] arguments) => With(name,
        $$"""{"command":"node","args":[{{string.Join(',', arguments.Prepend(NodePackages.Script(package, "dist/index.js")).Select(Json.Quoted))}}],"env":{"MEMORY_FILE_PATH":{{Json.Quoted(File("memory.jsonl"))}} } }""");

    internal string Script(string name) => Path.Combine(_root, $"{name}.json");

    internal string RecordOf(string name) => Path.Combine(_root, $"{name}.record");

    /// <summary>The lines of a stand-in's record.</summary>
    internal string[] Record(string name)
    {
        if (!System.IO.File.Exists(RecordOf(name)))
            return [];
        using var reader = new StreamReader(new FileStream(RecordOf(name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The ids of the processes as which a stand-in was started, one after another.</summary>
    internal int[] Starts(string name) =>
        [.. Record(name).Where(line => line.StartsWith("{\"event\":\"start\"", StringComparison.Ordinal)).Select(line => Json.Parse(line).GetProperty("pid").GetInt32())];

    /// <summary>The calls of a tool that a stand-in has received.</summary>
    internal string[] Calls(string name, string tool) =>
        [.. Record(name).Where(line => line.Contains("\"tools/call\"", StringComparison.Ordinal) && line.Contains($"\"name\":\"{tool}\"", StringComparison.Ordinal))];

    /// <summary>The definitions in the library's file, which must be whole, by name.</summary>
    internal Dictionary<string, JsonElement> SavedDefinitions()
    {
        using var file = new FileStream(Library, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return JsonDocument.Parse(file).RootElement.GetProperty("tools").EnumerateObject()
            .ToDictionary(tool => tool.Name, tool => tool.Value.GetProperty("definition"), StringComparer.Ordinal);
    }

    /// <summary>How the program is started on this home.</summary>
    internal ProcessStartInfo Program(params string[] arguments)
    {
        var start = new ProcessStartInfo(Places.Dotnet, [Places.Program, "--home", Home, .. arguments]) { WorkingDirectory = Files };
        start.Environment.Remove("COMPOSER_HOME");
        return start;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private void SaveServers() => System.IO.File.WriteAllText(
        Path.Combine(Home, "servers.json"),
        $$"""{"mcpServers":{ {{string.Join(",\n", _servers.Select(server => $"{Json.Quoted(server.Key)}:{server.Value}"))}} } }""");
}
