using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using ComposeServer.StandIn;

// Usage: ComposeServer.StandIn SCRIPT.json (README.md beside this file tells what a script says).
var script = Script.Load(args[0]);
var heard = new Record(script.Text("record"));
var starts = heard.Start();
if (script.Flag("ignoreTerminate"))
    PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = true);
foreach (var line in script.Lines("stderr"))
    Console.Error.WriteLine(line);
var output = new Output();
foreach (var line in script.Lines("nonsense"))
    output.WriteLine(line);
if (script.Number("exitAtStart") is { } code && (script.Number("exitTimes") ?? int.MaxValue) >= starts)
    return code;
await Task.Delay(script.Number("startDelayMs") ?? 0);

var server = new Server(script, output, heard);
using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
while (await input.ReadLineAsync() is { } line)
    if (line.Length > 0)
    {
        heard.Add(line);
        server.Receive(JsonDocument.Parse(line, Script.Deep).RootElement);
    }

heard.Add("""{"event":"eof"}""");
if (script.Flag("ignoreEof"))
    await Task.Delay(Timeout.Infinite);
return 0;
