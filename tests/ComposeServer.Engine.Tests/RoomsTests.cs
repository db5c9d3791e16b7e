using System.Text.RegularExpressions;
using ComposeServer.Engine.Tests.Expressions;

namespace ComposeServer.Engine.Tests;

/// <summary>The house: which room may lean on which. A room is the first folder of a project; the engine's are called "Engine.Room" by the program.</summary>
public sealed partial class RoomsTests
{
    private static readonly Dictionary<string, string> EngineArrows = new()
    {
        ["Json"] = "",
        ["Patterns"] = "",
        ["Types"] = "Json",
        ["Tools"] = "Json",
        ["Schemas"] = "Json Patterns Types",
        ["Expressions"] = "Json Patterns Types",
        ["Templates"] = "Expressions Types Json",
        ["Definitions"] = "Json",
        // It writes the definitions that it builds, as JSON.
        ["Building"] = "Definitions Json",
        ["Planning"] = "Definitions Templates Expressions Schemas Types Tools Json",
        ["Execution"] = "Tools Json",
        ["Compilation"] = "Planning Definitions Execution Templates Expressions Schemas Tools Json",
        // The door for those who use the engine in a program of their own: it sees what the engine's own door sees.
        ["Embedding"] = "Compilation Execution Planning Building Definitions Tools Json",
    };

    private static readonly Dictionary<string, string> ProgramArrows = new()
    {
        ["Configuration"] = "",
        ["Upstreams"] = "Engine.Tools Engine.Json Configuration",
        ["BuiltInTools"] = "Engine.Tools Engine.Json Engine.Patterns Configuration",
        // It listens to the one stream of events that a run is.
        ["Telemetry"] = "Engine.Execution Engine.Tools Configuration",
        ["Library"] = "Engine.Definitions Engine.Json Configuration",
        ["Catalog"] = "Engine Upstreams BuiltInTools",
        ["Composing"] = "Engine Catalog Library",
        // It writes JSON, and names and literals as expressions spell them.
        ["Import"] = "Engine.Definitions Engine.Json Engine.Expressions",
        ["Server"] = "Composing Catalog Engine",
        ["Hosting"] = "Server Composing Catalog Library BuiltInTools Upstreams Telemetry Configuration Engine",
        // A verb reads the saved tools before anything is connected, to know which servers it has to wait for.
        ["Cli"] = "Hosting Composing Catalog Import Engine Library Configuration",
        [""] = "Cli",
    };

    [Fact]
    public void The_engine_s_rooms_lean_only_where_they_may() =>
        AssertNone(Wrong("ComposeServer.Engine", EngineArrows, text => Arrows(text, "ComposeServer.Engine", EngineArrows.Keys)));

    [Fact]
    public void The_program_s_rooms_lean_only_where_they_may() =>
        AssertNone(Wrong("ComposeServer", ProgramArrows, text =>
            Arrows(text, "ComposeServer", ProgramArrows.Keys.Where(room => room.Length > 0))
                .Concat(Arrows(text, "ComposeServer.Engine", EngineArrows.Keys, "Engine.").Select(room => $"Engine.{room}"))));

    [Fact]
    public void Every_room_is_on_the_map()
    {
        Assert.Empty(Rooms("ComposeServer.Engine").Except(EngineArrows.Keys));
        Assert.Empty(Rooms("ComposeServer").Except(ProgramArrows.Keys));
    }

    private static void AssertNone(IEnumerable<string> wrong)
    {
        var all = string.Join("\n", wrong);
        Assert.True(all.Length == 0, all);
    }

    private static IEnumerable<string> Rooms(string project) =>
        Directory.GetDirectories(Path.Combine(Checkout.Folder!, "src", project)).Select(folder => Path.GetFileName(folder)).Where(name => !name.StartsWith('.') && name is not ("bin" or "obj"));

    private static IEnumerable<string> Wrong(string project, Dictionary<string, string> allowed, Func<string, IEnumerable<string>> arrows)
    {
        var source = Path.Combine(Checkout.Folder!, "src", project);
        foreach (var file in Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var place = Path.GetRelativePath(source, file).Replace('\\', '/');
            var room = place.Contains('/') ? place[..place.IndexOf('/')] : "";
            // The engine's own files at the top are its door, which sees all of it.
            if (!allowed.TryGetValue(room, out var list))
                continue;
            var may = list.Split(' ');
            foreach (var other in arrows(Code(File.ReadAllText(file))).Distinct())
                if (other != room && !may.Contains(other) && !(may.Contains("Engine") && other.StartsWith("Engine.", StringComparison.Ordinal)))
                    yield return $"{project}/{place}: {room} → {other}";
        }
    }

    // What "using" names, and what is named with a part of its namespace before it.
    private static IEnumerable<string> Arrows(string code, string root, IEnumerable<string> rooms, string prefix = "") => rooms.Where(room =>
        Regex.IsMatch(code, $@"\b{Regex.Escape(root)}\.{room}\b")
        || Regex.IsMatch(code, $@"(?<![\w.]){Regex.Escape(prefix)}{room}\.[A-Z]\w*(\.[A-Z]|\(|<|>|\s+\w|\?)"));

    private static string Code(string text) => CommentsAndTexts().Replace(text, " ");

    [GeneratedRegex("""//[^\n]*|\"{3,}[\s\S]*?\"{3,}|\$*\"(\\.|[^\"\\\n])*\"|^namespace [^\n]*""", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex CommentsAndTexts();
}
