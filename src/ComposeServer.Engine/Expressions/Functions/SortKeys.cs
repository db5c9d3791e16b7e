using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Expressions.Functions;

/// <summary>Keys to sort by: all numbers, or all texts.</summary>
internal sealed class SortKeys
{
    private readonly ExactNumber[] _numbers = [];
    private readonly string[] _texts = [];

    private SortKeys(Value[] keys)
    {
        if (keys.Length > 0 && keys[0].IsText)
            _texts = Array.ConvertAll(keys, key => key.Text());
        else
            _numbers = Array.ConvertAll(keys, key => key.Number());
    }

    /// <exception cref="EvaluationException">They are neither all numbers nor all texts.</exception>
    internal static SortKeys Of(Value[] keys, string what)
    {
        foreach (var key in keys)
            if (key.Kind is not (ValueKind.Number or ValueKind.Text) || key.Kind != keys[0].Kind)
                throw new EvaluationException($"its {what} are neither all numbers nor all texts");
        return new SortKeys(keys);
    }

    internal int Compare(int left, int right) =>
        _texts.Length > 0 ? CodePoints.Compare(_texts[left], _texts[right]) : _numbers[left].CompareTo(_numbers[right]);
}
