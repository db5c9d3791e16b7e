using ComposeServer.Engine.Tools;
using ComposeServer.Upstreams;

namespace ComposeServer.Tests.Upstreams;

public sealed class ReloadTests : IAsyncLifetime
{
    private readonly Scripted _scripted = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _scripted.DisposeAsync();

    private int Starts(string server) => _scripted.Record(server).Count(line => line.Contains("\"start\"", StringComparison.Ordinal));

    [Fact]
    public async Task What_has_not_changed_keeps_its_connection_and_the_rest_follows_the_file()
    {
        const string Script = """{"tools":[{"name":"a"}],"record":"$RECORD"}""";
        _scripted.Start(_scripted.Server("same", Script), _scripted.Server("s", Script), _scripted.Server("gone", Script));
        await _scripted.Set.FirstAnswers(Scripted.Patience, CancellationToken.None);
        var same = _scripted["same"];
        var before = _scripted["s"].Tools[0].Tool;
        var gone = _scripted["gone"].Tools[0].Tool;

        _scripted.Set.Apply([_scripted.Server("same", Script), _scripted.Server("s", Script, "\"timeout\":5"), _scripted.Server("new", Script)]);
        Assert.Equal(new[] { "same", "s", "new" }, _scripted.Set.Snapshots.Select(snapshot => snapshot.Name));
        Assert.Same(same, _scripted["same"]);
        // The same program under another timeout: what it listed stays while it connects.
        Assert.Single(_scripted["s"].Tools);
        await _scripted.Set.FirstAnswers(Scripted.Patience, CancellationToken.None);
        Assert.All(_scripted.Set.Snapshots, snapshot => Assert.Equal(UpstreamState.Ready, snapshot.State));
        Assert.Equal((1, 2, 1), (Starts("same"), Starts("s"), Starts("new")));

        // A run that began before the reload goes on with the new connection.
        var call = new ToolCall(Engine.Json.Value.EmptyObject, CallContext.Alone);
        Assert.Equal("a", (await before.Invoke(call, CancellationToken.None)).Value.Text());
        Assert.Equal(FailureKind.Unavailable, (await gone.Invoke(call, CancellationToken.None)).Failure?.Kind);
        await Scripted.Until(() => _scripted.Record("gone").Contains("""{"event":"eof"}"""), "the removed server was closed");
    }

    [Fact]
    public async Task A_disabled_server_is_not_started()
    {
        _scripted.Start(_scripted.Server("s", """{"record":"$RECORD"}""", "\"disabled\":true"));
        await _scripted.Set.FirstAnswers(Scripted.Patience, CancellationToken.None);
        Assert.Empty(_scripted.Set.Snapshots);
        Assert.Empty(_scripted.Record());
    }
}
