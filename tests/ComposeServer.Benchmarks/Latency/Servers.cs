using System.Diagnostics;
using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.Benchmarks.Latency;

/// <summary>How the servers are started that are measured: the reference server, the program and a bare pass-through, both before that server.</summary>
internal static class Servers
{
    /// <summary>Three echoes, each of what the one before gave.</summary>
    internal const string Chain =
        """
        {"name":"chain","description":"Echo three times","parameters":{"message":"string"},"steps":[{"tool":"everything__echo","params":{"message":"$input.message"}},{"tool":"everything__echo","params":{"message":"$step1"}},{"tool":"everything__echo","params":{"message":"$step2"}}]}
        """;

    /// <summary>Five steps of half a second, side by side.</summary>
    internal static readonly string Wait =
        $$"""{"name":"wait","description":"Wait five times at once","mode":"parallel","steps":[{{string.Join(',', Enumerable.Range(1, 5).Select(HalfSecond))}}],"output":"$w1"}""";

    internal static string Everything => NodePackages.Script("@modelcontextprotocol/server-everything", "dist/index.js");

    internal static ProcessStartInfo Direct() => new("node", [Everything]);

    internal static ProcessStartInfo PassThrough() =>
        new(Places.Dotnet, [Path.Combine(AppContext.BaseDirectory, "ComposeServer.Benchmarks.dll"), "pass-through", "node", Everything]);

    /// <summary>A home with the reference server in it.</summary>
    internal static TestHome Home() => new TestHome().WithPackage("everything", "@modelcontextprotocol/server-everything");

    /// <summary>The program on a home, greeted, with both tools composed.</summary>
    internal static Caller Program(TestHome home, Era era = Era.Legacy)
    {
        var caller = Started(Start(home), era);
        foreach (var definition in new[] { Chain, Wait })
            caller.Call("dynamic_tool_compose", definition.ReplaceLineEndings(" "));
        return caller;
    }

    /// <summary>The program as clients are told to start it: without words, so that no command line is parsed.</summary>
    internal static ProcessStartInfo Start(TestHome home)
    {
        var start = new ProcessStartInfo(Places.Dotnet, [Places.Program]) { WorkingDirectory = home.Files };
        start.Environment["COMPOSER_HOME"] = home.Home;
        return start;
    }

    internal static Caller Started(ProcessStartInfo start, Era era = Era.Legacy)
    {
        var caller = new Caller(start, era);
        caller.Greet();
        caller.Request("tools/list", "{}");
        return caller;
    }

    private static string HalfSecond(int number) =>
        $$$"""{"id":"w{{{number}}}","tool":"everything__trigger-long-running-operation","params":{"duration":0.5,"steps":1}}""";
}
