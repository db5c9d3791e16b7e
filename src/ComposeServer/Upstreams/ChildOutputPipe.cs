using System.IO.Pipes;
using System.Runtime.InteropServices;

namespace ComposeServer.Upstreams;

/// <summary>
/// Looks for a moment whether a child has written something, before a thread goes to sleep for it: a server that is near answers
/// sooner than a thread, and a processor that has nothing else to do, are woken. Does nothing where the system has no <c>poll</c>.
/// </summary>
internal static partial class ChildOutputPipe
{
    private const short Input = 1;

    // About what waking costs: who takes longer is slept for.
    private static readonly TimeSpan Moment = TimeSpan.FromMicroseconds(40);

    private static bool _isMissing = OperatingSystem.IsWindows();

    /// <param name="output">The child's output; nothing is read of it.</param>
    internal static void WatchBriefly(Stream output)
    {
        if (_isMissing || output is not PipeStream { SafePipeHandle: { IsClosed: false } handle })
            return;
        try
        {
            var pipe = new Watched((int)handle.DangerousGetHandle(), Input, 0);
            for (var start = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(start) < Moment && Poll(ref pipe, 1, 0) == 0;)
                Thread.Yield();
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            _isMissing = true;
        }
    }

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll(ref Watched watched, nuint count, int milliseconds);

    /// <summary>POSIX's <c>struct pollfd</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Watched(int Descriptor, short Events, short Found);
}
