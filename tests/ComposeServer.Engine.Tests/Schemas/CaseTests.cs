using System.Text.Json;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Schemas;

namespace ComposeServer.Engine.Tests.Schemas;

/// <summary>Our own cases: what the standards say beyond the public suite that is beside the checkout, and all older dialects.</summary>
public sealed class CaseTests
{
    public static TheoryData<string, string> Groups()
    {
        var groups = new TheoryData<string, string>();
        foreach (var file in (string[])["dialects", "references", "values", "unevaluated", "formats"])
            foreach (var group in Read(file))
                groups.Add(file, group.GetProperty("description").GetString()!);
        return groups;
    }

    [Theory]
    [MemberData(nameof(Groups))]
    public void Judges_as_the_standard_says(string file, string group)
    {
        var found = Read(file).Single(g => g.GetProperty("description").GetString() == group);
        var schema = CompiledSchema.Compile(found.GetProperty("schema"), new SchemaOptions(AssertFormats: file == "formats"), out var problems);
        Assert.True(schema is not null, string.Join("; ", problems));
        foreach (var test in found.GetProperty("tests").EnumerateArray())
        {
            Assert.True(test[1].GetBoolean() == schema.IsValid(Value.Of(test[0])), $"{test[0].GetRawText()} must be {(test[1].GetBoolean() ? "valid" : "invalid")}");
            Assert.Equal(test[1].GetBoolean(), schema.Validate(Value.Of(test[0])).IsEmpty);
        }
    }

    private static JsonElement.ArrayEnumerator Read(string file)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ComposeServer.sln")))
            folder = folder.Parent!;
        var path = Path.Combine(folder.FullName, "tests", "ComposeServer.Engine.Tests", "Schemas", "Cases", file + ".json");
        return JsonDocument.Parse(File.ReadAllText(path)).RootElement.EnumerateArray();
    }
}
