using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Schemas.Keywords;

/// <summary>The faults found so far, with what would tell branches apart: the kinds that a wrong type should have been.</summary>
internal sealed class FaultList(int most)
{
    private readonly List<(SchemaFault Fault, Kinds Wanted)> _faults = [];

    internal int Most => most;

    internal int Count => _faults.Count;

    internal bool IsFull => _faults.Count >= most;

    internal (SchemaFault Fault, Kinds Wanted) this[int index] => _faults[index];

    internal void Add(SchemaFault fault, Kinds wanted = Kinds.None)
    {
        if (!IsFull && !_faults.Exists(known => known.Fault == fault))
            _faults.Add((fault, wanted));
    }

    internal void AddAll(FaultList others)
    {
        foreach (var (fault, wanted) in others._faults)
            Add(fault, wanted);
    }
}
