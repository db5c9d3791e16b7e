namespace ComposeServer.EndToEnd.Harness;

/// <summary>Waits until something is so, for what tells nobody of it.</summary>
internal static class Wait
{
    internal static Task Until(Func<bool> isSo, string what) => Until(() => Task.FromResult(isSo()), what);

    internal static async Task Until(Func<Task<bool>> isSo, string what, TimeSpan? patience = null)
    {
        var end = DateTime.UtcNow + (patience ?? Places.Patience);
        while (!await isSo())
        {
            Assert.True(DateTime.UtcNow < end, $"{what}: it did not come to it.");
            await Task.Delay(20);
        }
    }
}
