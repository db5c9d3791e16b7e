using System.Diagnostics;

namespace ComposeServer.EndToEnd.Harness;

/// <summary>A command that has run to its end.</summary>
internal sealed record Finished(int ExitCode, string Output, string Errors)
{
    internal static async Task<Finished> Run(ProcessStartInfo start, TimeSpan? patience = null)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(patience ?? Places.Patience);
            return new Finished(process.ExitCode, await output.WaitAsync(Places.Patience), await errors.WaitAsync(Places.Patience));
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
