namespace ComposeServer.EndToEnd.Harness;

/// <summary>One connection for all tests of a class, where each leaves it as good as it found it.</summary>
public sealed class SharedClient : IAsyncLifetime
{
    internal TestHome Home { get; } = new();

    internal Client Client { get; private set; } = null!;

    public async Task InitializeAsync() => Client = await Client.Connect(Home);

    public async Task DisposeAsync()
    {
        await Client.DisposeAsync();
        Home.Dispose();
    }
}
