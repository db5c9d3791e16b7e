using System.Collections.Frozen;

namespace ComposeServer.Engine.Expressions.Functions;

/// <summary>Every function, by its name.</summary>
internal static class FunctionTable
{
    private static readonly FrozenDictionary<string, Function> ByName = new Function[][]
        {
            ChoiceFunctions.All, ConversionFunctions.All, TextFunctions.All, PatternFunctions.All, ObjectFunctions.All,
            ListFunctions.All, OrderFunctions.All, NumberFunctions.All, TimeFunctions.All, QueryFunctions.All,
        }
        .SelectMany(group => group)
        .ToFrozenDictionary(function => function.Name, StringComparer.Ordinal);

    internal static IEnumerable<string> Names => ByName.Keys;

    internal static Function? Find(string name) => ByName.GetValueOrDefault(name);
}
