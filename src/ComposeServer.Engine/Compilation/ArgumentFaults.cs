using System.Collections.Immutable;
using System.Text;
using ComposeServer.Engine.Schemas;

namespace ComposeServer.Engine.Compilation;

/// <summary>The text for arguments that do not fit: every fault, with its place.</summary>
internal static class ArgumentFaults
{
    internal static string Describe(ImmutableArray<SchemaFault> faults, string opening)
    {
        var text = new StringBuilder(opening).Append(':');
        foreach (var fault in faults)
        {
            var place = fault.Path.ToString();
            text.Append("\n- ").Append(place.Length == 0 ? "the arguments" : place).Append(": ").Append(fault.Message);
            if (fault.Suggestion is { } suggestion)
                text.Append(" (").Append(suggestion).Append(')');
        }

        return text.ToString();
    }
}
