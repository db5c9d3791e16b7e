using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ComposeServer.Engine.Compilation;
using ComposeServer.Engine.Execution;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tests.Cases;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Tests.Properties;

/// <summary>
/// A graph of steps that a seed gives, in any mode, and a run of it under a clock that moves only when all is waited for.
/// Tool <c>work</c> takes its <c>t</c> seconds and fails where it is told to.
/// </summary>
internal sealed class GraphRun : ToolSource
{
    private static readonly string[] Modes = ["sequential", "auto", "parallel", "pipeline", "scatter_gather"];
    private readonly FakeTime _time = new();
    private readonly Random _random;
    private int _inFlight;

    internal GraphRun(int seed, bool mayFail, bool hasRoom = false)
    {
        _random = new Random(seed);
        Mode = Modes[_random.Next(Modes.Length)];
        MaxParallel = hasRoom ? 64 : _random.Next(1, 6);
        Definition = Write(mayFail);
        var engine = new ComposeEngine(new EngineOptions { Time = _time, NewRunId = () => "run" });
        var planned = engine.Plan(JsonText.Parse(Definition).ToElement(), this);
        Assert.True(planned.Plan is not null, Definition + "\n" + string.Join("\n", planned.Errors));
        Tool = engine.Compile(planned.Plan);
    }

    internal string Mode { get; }

    internal int MaxParallel { get; }

    internal string Definition { get; }

    internal CompiledTool Tool { get; }

    /// <summary>The steps whose calls have begun, and those that have ended, in the order in which they did.</summary>
    internal List<int> Started { get; } = [];

    internal List<int> Ended { get; } = [];

    /// <summary>Where each step stood in the row of beginnings and ends.</summary>
    internal Dictionary<int, (int Start, int End)> Spans { get; } = [];

    /// <summary>When each step's call began and ended, in seconds.</summary>
    internal Dictionary<int, (double Start, double End)> At { get; } = [];

    internal int Peak { get; private set; }

    private double Now => (_time.GetUtcNow() - FakeTime.Beginning).TotalSeconds;

    internal RunResult Run(double? cancelAfter = null) => new Turns(_time).Run(async () =>
    {
        using var caller = cancelAfter is { } seconds ? new CancellationTokenSource(TimeSpan.FromSeconds(seconds), _time) : new CancellationTokenSource();
        return await Tool.RunAsync(Value.EmptyObject, CallContext.Alone, null, caller.Token);
    });

    internal override ToolLookup Find(string name, ImmutableHashSet<string> pinned) => ToolLookup.Found(new Tool
    {
        Name = name,
        BareName = name,
        Server = "local",
        InputSchema = JsonText.Parse("{}").ToElement(),
        Annotations = new ToolAnnotations { ReadOnly = name == "read" },
        Invoke = Work,
    });

    internal override ImmutableArray<string> UsesOf(string name) => [];

    private async ValueTask<ToolResult> Work(ToolCall call, CancellationToken cancellationToken)
    {
        var step = int.Parse(call.Arguments.Get("n").ToJson(), CultureInfo.InvariantCulture);
        Started.Add(step);
        Spans[step] = (Started.Count + Ended.Count, int.MaxValue);
        At[step] = (Now, double.NaN);
        Peak = Math.Max(Peak, ++_inFlight);
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(double.Parse(call.Arguments.Get("t").ToJson(), CultureInfo.InvariantCulture)), _time, cancellationToken);
            return call.Arguments.Get("fails").IsTrue ? ToolResult.Failed(FailureKind.ToolError, "no") : ToolResult.Of(call.Arguments);
        }
        finally
        {
            _inFlight--;
            Ended.Add(step);
            At[step] = (At[step].Start, Now);
            Spans[step] = (Spans[step].Start, Started.Count + Ended.Count);
        }
    }

    // Steps refer to others that may have ended before; side by side, also to some that are written later.
    private string Write(bool mayFail)
    {
        var count = _random.Next(1, 14);
        var rank = Enumerable.Range(0, count).OrderBy(_ => Mode == "parallel" ? _random.Next() : 0).ToArray();
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
            text.Append(i == 0 ? "" : ",").Append(Step(i, rank, mayFail));
        return $$"""{"name":"graph","description":"d","mode":"{{Mode}}","maxParallel":{{MaxParallel}},"timeout":"1h","steps":[{{text}}],"finally":[{"value":1}]}""";
    }

    private string Step(int index, int[] rank, bool mayFail)
    {
        var others = Enumerable.Range(0, rank.Length).Where(i => Mode == "parallel" ? rank[i] < rank[index] : i < index).Where(_ => _random.Next(4) == 0).ToList();
        var needs = string.Concat(others.Where(i => i % 2 == 0).Select(i => string.Create(CultureInfo.InvariantCulture, $",\"r{i}\":\"$step{i + 1}.n\"")));
        var after = string.Join(',', others.Where(i => i % 2 == 1).Select(i => string.Create(CultureInfo.InvariantCulture, $"\"step{i + 1}\"")));
        var parallel = Mode == "sequential" && _random.Next(2) == 0 ? ",\"parallel\":true" : "";
        var fails = mayFail && _random.Next(6) == 0 ? ",\"fails\":true" : "";
        var handling = (mayFail ? _random.Next(5) : 9) switch { 0 => ",\"onError\":\"continue\"", 1 => ",\"onError\":{\"value\":{\"n\":0}}", 2 => ",\"retry\":{\"attempts\":2,\"delay\":1}", 3 => ",\"onError\":\"continue\",\"default\":{\"n\":0}", _ => "" };
        var undo = mayFail && _random.Next(3) == 0 ? ",\"compensate\":{\"tool\":\"undo\",\"params\":{\"n\":\"$this.n\",\"t\":0}}" : "";
        return string.Create(CultureInfo.InvariantCulture, $$"""{"tool":"{{(_random.Next(2) == 0 ? "read" : "work")}}","params":{"n":{{index}},"t":{{_random.Next(0, 4)}}{{fails}}{{needs}}},"dependsOn":[{{after}}],"priority":{{_random.Next(-2, 3)}}{{parallel}}{{handling}}{{undo}}}""");
    }
}
