using System.Collections.Immutable;
using System.Text;
using ComposeServer.Engine.Schemas;

namespace ComposeServer.Engine.Compilation;

/// <summary>The text for arguments, or another value, that do not fit: every fault, with its place.</summary>
internal static class ArgumentFaults
{
    /// <param name="faults">What is wrong.</param>
    /// <param name="opening">What is said first.</param>
    /// <param name="whole">What the value is called where it is at fault as a whole.</param>
    internal static string Describe(ImmutableArray<SchemaFault> faults, string opening, string whole = "the arguments")
    {
        var text = new StringBuilder(opening).Append(':');
        foreach (var fault in faults)
        {
            var place = fault.Path.ToString();
            text.Append("\n- ").Append(place.Length == 0 ? whole : place).Append(": ").Append(fault.Message);
            if (fault.Suggestion is { } suggestion)
                text.Append(" (").Append(suggestion).Append(')');
        }

        return text.ToString();
    }
}
