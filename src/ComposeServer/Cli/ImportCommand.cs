using System.CommandLine;

namespace ComposeServer.Cli;

/// <summary><c>import FILE</c>, which this version refuses by name.</summary>
internal static class ImportCommand
{
    internal static Command Build()
    {
        var import = new Command("import", "Not supported yet") { new Argument<string>("file") };
        import.SetAction(static _ =>
        {
            Console.Error.WriteLine("import is not supported yet by this version.");
            return ExitCode.Wrong;
        });
        return import;
    }
}
