using System.Buffers;
using ComposeServer.Engine;
using ComposeServer.Engine.Embedding;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tests.Fuzz.Inputs;
using ComposeServer.Library;
using ComposeServer.Tests.Library;

namespace ComposeServer.Tests.Fuzz;

/// <summary>Whatever stands in <c>composed-tools.json</c>: opening it and what is refused change nothing, and the next tool that is saved costs nothing that was there.</summary>
public sealed class LibraryFuzzTests
{
    private static readonly byte[][] Good = Seeds.LibraryFiles();

    private static readonly LibraryEdit New = LibraryEdit.Put("quite_new", TemporaryHome.Definition("quite_new"), TemporaryHome.NoUses);

    private readonly ComposeEngine _engine = new(new EngineOptions { NewRunId = () => "run" });

    [Fact]
    public void What_can_be_read_of_any_file_is_planned_and_stands_in_the_next()
    {
        var entries = 0;
        new FuzzRun("library", 9_000).Hold(Make, bytes =>
        {
            var reading = LibraryReader.Read(bytes, LibrarySnapshot.Empty);
            Assert.Equal(reading.State == FileState.Readable, reading.Fault is null);
            foreach (var entry in reading.Snapshot.Entries.Values)
                if (_engine.Plan(entry.Definition, new EmbeddedTools([])).Plan is { } plan)
                    _engine.Compile(plan);
            if (reading.State != FileState.Newer)
                AssertKept(reading.Snapshot, Written(reading.Snapshot));
            entries += reading.Snapshot.Entries.Count;
        }, Shown.Of);
        Assert.True(FuzzPlan.Only is not null || entries > 0);
    }

    [Fact]
    public void On_the_disk_nothing_is_changed_by_opening_and_by_what_is_refused() => new FuzzRun("library-on-disk", 300).Hold(Make, bytes =>
    {
        using var home = new TemporaryHome();
        File.WriteAllBytes(home.File, bytes);
        using var library = home.Open();
        foreach (var name in library.Current.Entries.Keys.Append("none_of_this_name"))
            Assert.False((name == "none_of_this_name" ? library.Remove(name) : library.Put(name, New.Definition, New.Uses, replace: false)).Done);
        Assert.Equal(bytes, File.ReadAllBytes(home.File));
        var before = library.Current;
        if (!library.Put(New.Name, New.Definition, New.Uses, replace: true).Done)
            return;
        using var again = home.Open();
        AssertKept(before, again.Current);
        Assert.All(home.Copies, copy => Assert.Equal(bytes, File.ReadAllBytes(copy)));
    }, Shown.Of);

    private static byte[] Make(Chance chance)
    {
        var bytes = Damage.ToParts(chance.Of(Good), chance.Of(Good), chance);
        return chance.OneIn(2) ? Damage.ToBytes(bytes, chance) : bytes;
    }

    private static LibrarySnapshot Written(LibrarySnapshot library)
    {
        var file = new ArrayBufferWriter<byte>();
        var write = LibraryEditing.Apply(library, LibraryChange.Of(New), new LibraryLimits(), DateTimeOffset.UnixEpoch);
        Assert.True(write.Done, write.Message);
        LibraryWriter.Write(write.Snapshot, file);
        var again = LibraryReader.Read(file.WrittenSpan, LibrarySnapshot.Empty);
        Assert.Equal(FileState.Readable, again.State);
        return again.Snapshot;
    }

    private static void AssertKept(LibrarySnapshot before, LibrarySnapshot after)
    {
        Assert.Equal(before.Entries.Keys.Append(New.Name).Distinct().Order(StringComparer.Ordinal), after.Entries.Keys);
        foreach (var (name, entry) in before.Entries.Remove(New.Name))
            Assert.Equal(Value.Of(entry.Stored).ToJson(), Value.Of(after.Entries[name].Stored).ToJson());
        Assert.Equal(before.Unreadable.Where(kept => kept.Name != New.Name).Select(kept => kept.Name), after.Unreadable.Select(kept => kept.Name));
        Assert.Equal(before.Others.Select(kept => kept.Name), after.Others.Select(kept => kept.Name));
    }
}
