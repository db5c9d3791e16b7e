using System.Globalization;
using System.Text;

namespace ComposeServer.EndToEnd.Harness;

/// <summary>A library with many tools, as people would have them: some call tools, some call each other, some only work out a value.</summary>
internal static class ManyTools
{
    internal static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"many_{number:00000}");

    internal static void Save(TestHome home, int count)
    {
        var text = new StringBuilder("{\n  \"formatVersion\": 1,\n  \"tools\": {\n");
        for (var i = 0; i < count; i++)
            text.Append(CultureInfo.InvariantCulture, $"    \"{Name(i)}\": {{ \"definition\": {Definition(i)}, \"revision\": 1 }}{(i == count - 1 ? "" : ",")}\n");
        File.WriteAllText(home.Library, text.Append("  }\n}\n").ToString());
    }

    internal static string Definition(int number) =>
        $$$"""
        {"name":"{{{Name(number)}}}","description":"Tool number {{{number}}}, which reads a file and says how long it is","parameters":{"path":"string","times?":"integer"},"steps":[{{{Step(number)}}},{"id":"size","value":{"length":"{{ length(string($step1)) * default($input.times, 1) }}","number":{{{number}}} } }],"output":"$size"}
        """;

    private static string Step(int number) => (number % 3) switch
    {
        0 => """{"tool":"files__read_text","params":{"path":"$input.path"}}""",
        1 => """{"value":"{{ upper($input.path) }}"}""",
        _ => $$"""{"tool":"{{Name(number - 1)}}","params":{"path":"$input.path"} }""",
    };
}
