using System.CommandLine;
using ComposeServer.Benchmarks.Engine;
using ComposeServer.Benchmarks.Latency;
using ComposeServer.Benchmarks.PassThrough;
using ComposeServer.Benchmarks.Peer;
using ComposeServer.Benchmarks.Profile;
using ComposeServer.Benchmarks.Savings;

var server = new Argument<string[]>("server") { Description = "The command of the server behind it" };
var passThrough = new Command("pass-through", "Serve another server's tools with the SDK alone, to be measured beside the program") { server };
passThrough.SetAction((parsed, cancellationToken) => PassThroughServer.RunAsync(parsed.GetValue(server)!, cancellationToken));

var samples = new Option<int>("--samples") { Description = "Calls of each kind", DefaultValueFactory = _ => 2_000 };
var only = new Option<string[]>("--only") { Description = "Only these parts", AllowMultipleArgumentsPerToken = true };
only.AcceptOnlyFromAmong(LatencyRun.Parts);
var latency = new Command("latency", "Measure the real program over real standard input and output, beside the floor and a bare pass-through") { samples, only };
latency.SetAction(parsed => LatencyRun.Run(parsed.GetValue(samples), parsed.GetValue(only) is { Length: > 0 } parts ? parts : LatencyRun.Parts));

var kinds = new Option<string[]>("--only") { Description = "Only these parts", AllowMultipleArgumentsPerToken = true };
kinds.AcceptOnlyFromAmong(EngineRun.Parts);
var engine = new Command("engine", "Measure the engine in this process: composing, running, JSONPath, JSON Schema") { kinds };
engine.SetAction(parsed => EngineRun.Run(parsed.GetValue(kinds) is { Length: > 0 } parts ? parts : EngineRun.Parts));

var peer = new Command("peer", "Measure the composed chain beside the same workflow in Mastra, which is installed for it") { samples };
peer.SetAction(parsed => PeerRun.Run(parsed.GetValue(samples)));

var savings = new Command("savings", "Count what passes through a model when it calls the samples, and when it makes their calls itself");
savings.SetAction((_, cancellationToken) => SavingsRun.RunAsync(cancellationToken));

var profile = new Command("profile", "Show where the time and the memory of composed calls go");
profile.SetAction(_ => ProfileRun.Run());

return await new RootCommand("ComposeServer's figures, as ratios of one run") { engine, latency, peer, savings, profile, passThrough }.Parse(args).InvokeAsync();
