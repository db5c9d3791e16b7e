using ComposeServer.Engine.Json;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Schemas.Keywords;

/// <summary>What to say of a value that fits none of several schemas: the faults under the one that it was most likely written for.</summary>
internal static class BranchFaults
{
    internal static void Explain(IReadOnlyList<SchemaNode> branches, Value value, Explanation at)
    {
        var lists = new FaultList[branches.Count];
        for (var i = 0; i < lists.Length; i++)
        {
            lists[i] = new FaultList(at.Faults.Most);
            at.Run.Explain(branches[i], value, at with { Faults = lists[i], Evaluated = null });
        }

        if (WantedHere(lists, at.Path) is { } kinds)
            at.Fault(FaultCodes.WrongType, TypeKeyword.Message(kinds, value), TypeKeyword.Suggestion(kinds, value), kinds);
        else if (MissingOneOf(lists) is { } names)
            at.Faults.Add(new SchemaFault(lists[0][0].Fault.Path, FaultCodes.Missing, $"must be given, or one of the others: {string.Join(", ", names)}"));
        else
            at.Faults.AddAll(Best(lists, at.Path));
    }

    /// <summary>The kinds that all branches together would take, when the value is of none; else null.</summary>
    private static Kinds? WantedHere(FaultList[] lists, JsonPointer path)
    {
        var kinds = Kinds.None;
        foreach (var list in lists)
        {
            if (list.Count == 0 || !IsWrongTypeAt(list, path))
                return null;
            kinds |= list[0].Wanted;
        }

        return kinds == Kinds.None ? null : kinds;
    }

    private static bool IsWrongTypeAt(FaultList list, JsonPointer path) => list[0].Wanted != Kinds.None && list[0].Fault.Path == path;

    /// <summary>The names, when each branch only lacks one member; else null.</summary>
    private static List<string>? MissingOneOf(FaultList[] lists)
    {
        var names = new List<string>();
        foreach (var list in lists)
        {
            if (list.Count != 1 || list[0].Fault.Code != FaultCodes.Missing)
                return null;
            var path = list[0].Fault.Path.ToString();
            names.Add(path[(path.LastIndexOf('/') + 1)..]);
        }

        return names.Distinct().Count() > 1 ? names : null;
    }

    // A branch for another type, or one that a fixed choice tells apart, was not meant; then the fewest faults decide.
    private static FaultList Best(FaultList[] lists, JsonPointer path)
    {
        var best = lists[0];
        foreach (var list in lists)
            if (Badness(list, path) < Badness(best, path))
                best = list;
        return best;
    }

    private static int Badness(FaultList list, JsonPointer path)
    {
        if (list.Count > 0 && IsWrongTypeAt(list, path))
            return 1_000_000;
        var badness = list.Count;
        for (var i = 0; i < list.Count; i++)
            if (list[i].Fault.Message.StartsWith("must be \"", StringComparison.Ordinal))
                badness += 1_000;
        return badness;
    }
}
