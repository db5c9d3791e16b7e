using System.Globalization;

namespace ComposeServer.EndToEnd.Harness;

/// <summary>How much of a long test is wanted: the environment may ask for more than CI has time for.</summary>
internal static class Wanted
{
    internal static int Of(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : otherwise;
}
