using System.Text.RegularExpressions;

namespace ComposeServer.Engine.Definitions;

/// <summary>What tools and steps may be called.</summary>
internal static partial class Names
{
    private static readonly HashSet<string> Taken =
    [
        "input", "item", "index", "this", "error", "previous", "steps", "run", "with", "env", "secrets", "vars", "state", "attempt", "parent", "step",
    ];

    internal static bool IsToolName(string name) => ToolName().IsMatch(name) && !name.Contains("__", StringComparison.Ordinal);

    internal static bool IsStepId(string id) => StepId().IsMatch(id);

    /// <summary>Whether the language itself uses the name, so that no step can bear it.</summary>
    internal static bool IsTaken(string id) => Taken.Contains(id);

    /// <summary>The N of <c>stepN</c>, the greatest number there is for one beyond it; 0 when the name is not of that form.</summary>
    internal static int StepNumber(string name)
    {
        if (name.Length <= 4 || !name.StartsWith("step", StringComparison.Ordinal) || name[4] == '0' || name.AsSpan(4).ContainsAnyExceptInRange('0', '9'))
            return 0;
        return int.TryParse(name.AsSpan(4), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;
    }

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]{0,63}\z")]
    private static partial Regex ToolName();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_]{0,63}\z")]
    private static partial Regex StepId();
}
