using System.Security.Claims;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;
using ComposeServer.Server.Questions;

namespace ComposeServer.Tests.Server.Questions;

public sealed class SuspendedRunsTests
{
    private readonly PatientTime _time = new();

    [Fact]
    public async Task No_more_than_the_limit_wait()
    {
        await using var runs = new SuspendedRuns(_time);
        var binding = CallBinding.Of("t", Value.EmptyObject, null);
        for (var i = 0; i < SuspendedRuns.Most; i++)
            Assert.NotNull(runs.Suspend(Call(), binding));
        Assert.Null(runs.Suspend(Call(), binding));
        Assert.Equal(SuspendedRuns.Most, runs.Count);
    }

    [Fact]
    public async Task What_nobody_comes_back_to_is_cancelled_and_makes_room()
    {
        await using var runs = new SuspendedRuns(_time);
        var call = Call();
        var handle = runs.Suspend(call, default)!;
        _time.Pass(SuspendedRuns.Patience);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Result.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(0, runs.Count);
        Assert.Null(runs.Find(handle, default));
        Assert.False(runs.TryTake(handle));
    }

    [Fact]
    public async Task A_handle_is_good_once()
    {
        await using var runs = new SuspendedRuns(_time);
        using var call = Call();
        var handle = runs.Suspend(call, default)!;
        Assert.Same(call, runs.Find(handle, default));
        Assert.True(runs.TryTake(handle));
        Assert.False(runs.TryTake(handle));
        Assert.Null(runs.Find(handle, default));
        call.Cancel();
    }

    [Fact]
    public async Task A_handle_is_good_for_its_caller_only()
    {
        await using var runs = new SuspendedRuns(_time);
        var handle = runs.Suspend(Call(), Binding("ann"))!;
        Assert.Null(runs.Find(handle, Binding("bob")));
        Assert.Null(runs.Find(handle, CallBinding.Of("t", Value.EmptyObject, null)));
        Assert.NotNull(runs.Find(handle, Binding("ann")));
    }

    [Fact]
    public void Handles_are_long_and_never_the_same()
    {
        var handles = Enumerable.Range(0, 1_000).Select(_ => StateHandle.New()).ToHashSet();
        Assert.Equal(1_000, handles.Count);
        Assert.All(handles, handle => Assert.Equal(43, handle.Length));
    }

    private SuspendableCall Call()
    {
        var call = new SuspendableCall(_time);
        call.Start(Value.EmptyObject, progress: null, async (made, token) =>
        {
            await made.Context.Ask!(new Question("?", default), token);
            return Value.Null;
        });
        return call;
    }

    private static CallBinding Binding(string user) => CallBinding.Of("t", Value.EmptyObject, new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", user)])));
}
