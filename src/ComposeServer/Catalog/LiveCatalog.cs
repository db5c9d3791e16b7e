namespace ComposeServer.Catalog;

/// <summary>The slot that holds the catalog of the moment: readers take it without a lock, writers swap in a new one.</summary>
internal sealed class LiveCatalog(CatalogSnapshot first)
{
    private readonly Lock _lock = new();
    private CatalogSnapshot _current = first;

    /// <summary>Raised after every swap, on the thread that made it.</summary>
    internal event Action? Changed;

    internal CatalogSnapshot Current => Volatile.Read(ref _current);

    /// <summary>Swaps in what a change makes of the catalog; a change that gives the same one is none.</summary>
    internal CatalogSnapshot Swap(Func<CatalogSnapshot, CatalogSnapshot> change)
    {
        lock (_lock)
        {
            var next = change(_current);
            if (ReferenceEquals(next, _current))
                return next;
            Volatile.Write(ref _current, next);
        }

        Changed?.Invoke();
        return Current;
    }
}
