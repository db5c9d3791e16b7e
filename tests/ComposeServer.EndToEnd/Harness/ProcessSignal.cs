using System.Diagnostics;

namespace ComposeServer.EndToEnd.Harness;

/// <summary>Signals to processes of which only the number is known.</summary>
internal static class ProcessSignal
{
    internal static void Send(string signal, int id)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{id}"]);
        kill.WaitForExit();
    }

    internal static bool IsAlive(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
