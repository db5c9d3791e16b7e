namespace ComposeServer.Benchmarks.Profile;

/// <summary>How much of something falls to whom.</summary>
internal sealed class Tally
{
    private const int Told = 14;

    private readonly Dictionary<string, double> _amounts = new(StringComparer.Ordinal);

    internal void Add(string whose, double amount) => _amounts[whose] = _amounts.GetValueOrDefault(whose) + amount;

    /// <summary>Tells the largest shares.</summary>
    /// <param name="report">Where.</param>
    /// <param name="what">Of what.</param>
    /// <param name="written">Writes a share: the part of the whole, and the amount.</param>
    internal void Tell(Report report, string what, Func<double, double, string> written)
    {
        var all = _amounts.Values.Sum();
        foreach (var (whose, amount) in _amounts.OrderByDescending(share => share.Value).Take(Told))
            report.Add($"{what}: {whose}", written(amount / all, amount));
        report.Add($"{what}: all", written(1, all));
    }
}
