using System.Diagnostics;
using System.Text;
using Xunit.Sdk;

namespace ComposeServer.Engine.Tests.Fuzz.Inputs;

/// <summary>Tries inputs of one kind one after another; says which did not hold, or did not end, and how to try it again.</summary>
internal sealed class FuzzRun(string kind, int ofHundredThousand)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    // The smallest stack that any system gives a thread of .NET.
    private const int Stack = 1024 * 1024;

    private volatile string _input = "";
    private int _number;
    private long _began;

    /// <summary>Makes the inputs, and does with each what the test says.</summary>
    internal void Hold<T>(Func<Chance, T> make, Action<T> hold, Func<T, string> show)
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = TryAll(make, hold, show), Stack) { IsBackground = true };
        _began = Stopwatch.GetTimestamp();
        thread.Start();
        while (!thread.Join(TimeSpan.FromMilliseconds(200)))
            if (Stopwatch.GetElapsedTime(Volatile.Read(ref _began)) > Longest)
                throw Told($"It did not end within {Longest.TotalSeconds} s.", null);
        if (failure is not null)
            throw Told(failure.Message, failure);
    }

    private Exception? TryAll<T>(Func<Chance, T> make, Action<T> hold, Func<T, string> show)
    {
        // An input that takes the process with it is found here.
        using var record = File.OpenHandle(Record(), FileMode.Create, FileAccess.Write, FileShare.ReadWrite, FileOptions.None);
        foreach (var number in FuzzPlan.Numbers(ofHundredThousand))
            try
            {
                _number = number;
                _input = "(being made)";
                RandomAccess.Write(record, Encoding.UTF8.GetBytes(FuzzPlan.Again(kind, number) + "\n"), 0);
                Volatile.Write(ref _began, Stopwatch.GetTimestamp());
                var input = make(new Chance(kind, number));
                _input = show(input);
                hold(input);
            }
            catch (Exception e)
            {
                return e;
            }

        return null;
    }

    private XunitException Told(string what, Exception? inner) => new($"{FuzzPlan.Again(kind, _number)}\n{what}\nThe input:\n{_input}\n{inner}");

    private string Record()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "ComposeServer.sln")))
                return Path.Combine(Directory.CreateDirectory(Path.Combine(folder.FullName, ".artifacts", "fuzz")).FullName, $"{kind}.txt");
        return Path.GetTempFileName();
    }
}
