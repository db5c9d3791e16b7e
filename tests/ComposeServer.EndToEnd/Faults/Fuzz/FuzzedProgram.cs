using System.Security.Cryptography;
using System.Text.Json;
using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.EndToEnd.Faults.Fuzz;

/// <summary>The real program under odd input: what must hold of it at any time.</summary>
internal sealed class FuzzedProgram : IAsyncDisposable
{
    private static readonly string[] Faults = ["Unhandled exception", " fail: ", " crit: ", "   at ", "failed inside the server"];

    // No line that was damaged may be taken for one of the client's own requests.
    private const int LastId = 900_000_000;

    private readonly Dictionary<string, int> _answers = new(StringComparer.Ordinal);
    private readonly TestHome _home;
    private readonly Client _client;
    private readonly Dictionary<string, string> _disk;
    private readonly HashSet<string> _saved = new(StringComparer.Ordinal);
    private int _read;

    private FuzzedProgram(TestHome home, Client client) => (_home, _client, _disk) = (home, client, Disk(home));

    internal Client Client => _client;

    internal static async Task<FuzzedProgram> Start(TestHome home)
    {
        var client = await Client.Connect(home.Program(), lastId: LastId);
        await client.Names();
        return new FuzzedProgram(home, client);
    }

    /// <summary>Sends lines, waits until it has answered those that are requests, and looks whether all is well.</summary>
    internal async Task Hold(FuzzedLine[] lines)
    {
        var from = _client.Process.Count;
        // Damage to a digit can make one line's id another's.
        var own = lines.Where(line => line.HasOwnId && !_answers.ContainsKey(line.Id!) && !lines.Any(other => other != line && other.Mentions(line.Id!))).ToArray();
        await _client.Process.Write(lines.SelectMany(line => line.Bytes).ToArray());
        Assert.Equal("{}", (await _client.Request("ping")).Result.GetRawText());
        foreach (var same in lines.Where(line => line.Id is not null).GroupBy(line => line.Id))
            for (var (i, at) = (0, from); i < same.Count(); i++)
                at = 1 + await _client.Process.Find(message => FuzzedLine.IdOf(message) == same.Key, $"The answer to\n{same.First()}", at);
        ReadAnswers();
        foreach (var line in own)
            Assert.True(_answers[line.Id!] == 1, $"There are {_answers[line.Id!]} answers to\n{line}");
        AssertSound();
    }

    /// <summary>Says nothing that is no message, logs no fault, and changes nothing on the disk but the library, which holds what was composed.</summary>
    internal void AssertSound()
    {
        Assert.Empty(_client.Process.NoMessages);
        Assert.DoesNotContain(_client.Process.Errors, line => Faults.Any(fault => line.Contains(fault, StringComparison.Ordinal)));
        Assert.Equal(_disk, Disk(_home));
    }

    /// <summary>The names of the tools that were composed and are kept, as far as it has answered.</summary>
    internal IReadOnlyCollection<string> Saved()
    {
        // What names something twice is not waited for, and may be answered all the same.
        ReadAnswers();
        return _saved;
    }

    /// <summary>The names of the tools in the library's file.</summary>
    internal string[] Library() => File.Exists(_home.Library)
        ? [.. Json.Parse(File.ReadAllText(_home.Library)).GetProperty("tools").EnumerateObject().Select(tool => tool.Name)]
        : [];

    public async ValueTask DisposeAsync() => await _client.DisposeAsync();

    private void ReadAnswers()
    {
        foreach (var message in _client.Process.Between(_read, _read = _client.Process.Count))
            if (FuzzedLine.IdOf(message) is { } id)
            {
                _answers[id] = _answers.GetValueOrDefault(id) + 1;
                Assert.False(message.TryGetProperty("error", out var error) && error.GetProperty("code").GetInt32() == -32603, $"An internal error: {message}");
                Note(message);
            }
    }

    private void Note(JsonElement answer)
    {
        if (answer.TryGetProperty("result", out var result) && result.TryGetProperty("structuredContent", out var body) && body.ValueKind == JsonValueKind.Object
            && body.TryGetProperty("status", out var status) && status.ValueKind == JsonValueKind.String && status.GetString() is "created" or "replaced" && body.GetProperty("saved").GetBoolean())
            _saved.Add(body.GetProperty("name").GetString()!);
    }

    // The library has a look of its own, and what the upstreams listed is written whenever they list it: here is everything else.
    private static Dictionary<string, string> Disk(TestHome home) => new[] { home.Home, home.Files }
        .SelectMany(folder => Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        .Where(file => !file.Contains("composed-tools.json", StringComparison.Ordinal) && !file.Contains("upstreams.json", StringComparison.Ordinal))
        .ToDictionary(file => file, file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));
}
