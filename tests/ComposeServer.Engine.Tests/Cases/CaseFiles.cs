using System.Text.Json;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tests.Expressions;

namespace ComposeServer.Engine.Tests.Cases;

/// <summary>The cases of all files here. A file's <c>tools</c> and <c>composed</c> stand for every case of it that names none.</summary>
internal static class CaseFiles
{
    private static readonly string[] Shared = ["tools", "composed"];

    internal static Dictionary<string, JsonElement> Read() => Directory
        .GetFiles(Path.Combine(Checkout.Folder!, "tests", "ComposeServer.Engine.Tests", "Cases"), "*.json")
        .SelectMany(Read)
        .ToDictionary(each => each.Key, each => each.Case);

    private static IEnumerable<(string Key, JsonElement Case)> Read(string file)
    {
        var root = JsonDocument.Parse(File.ReadAllText(file), new JsonDocumentOptions { MaxDepth = 200 }).RootElement;
        foreach (var test in root.GetProperty("cases").EnumerateArray())
            yield return ($"{Path.GetFileNameWithoutExtension(file)}: {test.GetProperty("name").GetString()}", Complete(root, test));
    }

    // "steps", "parameters" and "output" at the top of a case stand for a definition with only these.
    private static JsonElement Complete(JsonElement file, JsonElement test)
    {
        var members = test.EnumerateObject().Select(property => new Member(property.Name, Value.Of(property.Value))).ToList();
        foreach (var name in Shared)
            if (!test.TryGetProperty(name, out _) && file.TryGetProperty(name, out var shared))
                members.Add(new Member(name, Value.Of(shared)));
        if (!test.TryGetProperty("definition", out _))
            members.Add(new Member("definition", Definition(test)));
        return Value.Of([.. members]).ToElement();
    }

    private static Value Definition(JsonElement test)
    {
        var members = new List<Member> { new("name", Value.Of("tested")), new("description", Value.Of("A tool under test")) };
        foreach (var name in (string[])["parameters", "steps", "output", "outputSchema", "timeout", "annotations", "mode", "maxParallel", "onError", "finally", "with"])
            if (test.TryGetProperty(name, out var part))
                AddPart(members, name, part);
        if (!test.TryGetProperty("steps", out _))
            members.Add(new Member("steps", JsonText.Parse("""[{"value":1}]""")));
        return Value.Of([.. members]);
    }

    // "with" holds further fields of the definition.
    private static void AddPart(List<Member> members, string name, JsonElement part)
    {
        if (name != "with")
            members.Add(new Member(name, Value.Of(part)));
        else
            foreach (var property in part.EnumerateObject())
            {
                members.RemoveAll(member => member.Name == property.Name);
                members.Add(new Member(property.Name, Value.Of(property.Value)));
            }
    }
}
